"""Flags are tested against chance: the terms of the test, and what came of it for each run."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the test's terms, of each run's test, and of each flagged premises'."""
    op.execute(
        """
        CREATE TABLE held.flag_test_policy (
            effective_from date CONSTRAINT flag_test_policy_pkey PRIMARY KEY,
            reach_m integer NOT NULL,
            spread_m integer NOT NULL,
            centre_link_m integer NOT NULL,
            centre_premises integer NOT NULL,
            density_classes integer NOT NULL,
            class_places integer NOT NULL,
            child_visits integer NOT NULL,
            false_discovery double precision NOT NULL,
            moves integer NOT NULL,
            steady_percent integer NOT NULL,
            seed integer NOT NULL,
            reason text NOT NULL,
            CONSTRAINT flag_test_policy_reach_check CHECK (reach_m BETWEEN 50 AND 400),
            -- past this the weights of a town no longer fit into 64 bits
            CONSTRAINT flag_test_policy_spread_check CHECK (spread_m BETWEEN 100 AND 600),
            CONSTRAINT flag_test_policy_link_check CHECK (centre_link_m BETWEEN 50 AND 1000),
            CONSTRAINT flag_test_policy_sizes_check CHECK (
                centre_premises >= 2 AND density_classes >= 1 AND class_places >= 2
            ),
            CONSTRAINT flag_test_policy_child_check CHECK (child_visits BETWEEN 1 AND 10),
            CONSTRAINT flag_test_policy_discovery_check CHECK (
                false_discovery > 0 AND false_discovery <= 0.2
            ),
            CONSTRAINT flag_test_policy_moves_check CHECK (moves BETWEEN 19 AND 9999),
            CONSTRAINT flag_test_policy_steady_check CHECK (steady_percent BETWEEN 50 AND 100)
        );
        INSERT INTO held.flag_test_policy VALUES (
            '1970-01-01', 200, 400, 250, 20, 3, 15, 3, 0.1, 99, 80, 1,
            'the town-form null: measured on the sample county and on counties drawn anew'
        );

        CREATE TABLE held.flag_run_test (
            run_id uuid CONSTRAINT flag_run_test_pkey PRIMARY KEY
            REFERENCES held.flag_run (run_id) ON DELETE CASCADE,
            policy_from date NOT NULL REFERENCES held.flag_test_policy (effective_from),
            reach_m integer NOT NULL,
            false_discovery double precision NOT NULL,
            moves integer NOT NULL,
            seed integer NOT NULL,
            tested integer NOT NULL,
            unusual integer NOT NULL,
            unusual_flagged integer NOT NULL,
            expected_by_chance double precision NOT NULL,
            strata integer NOT NULL,
            episodes_compared integer NOT NULL,
            episodes_left_out integer NOT NULL,
            bands jsonb NOT NULL,
            kinds jsonb NOT NULL,
            result_sha256 text NOT NULL,
            CONSTRAINT flag_run_test_counts_check CHECK (
                unusual BETWEEN unusual_flagged AND tested AND unusual_flagged >= 0
            )
        );

        CREATE TABLE held.flag_test (
            run_id uuid NOT NULL REFERENCES held.flag_run (run_id) ON DELETE CASCADE,
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id),
            episodes_near integer NOT NULL,
            episodes_at_place integer NOT NULL,
            expected_at_place double precision NOT NULL,
            places_near integer NOT NULL,
            chance double precision NOT NULL,
            adjusted double precision NOT NULL,
            unusual boolean NOT NULL,
            moves_stood integer NOT NULL,
            of_kind integer NOT NULL,
            busier_of_kind integer NOT NULL,
            CONSTRAINT flag_test_pkey PRIMARY KEY (run_id, premises_id),
            CONSTRAINT flag_test_chance_check CHECK (
                chance > 0 AND chance <= adjusted AND adjusted <= 1
            ),
            CONSTRAINT flag_test_kind_check CHECK (
                busier_of_kind >= 0 AND busier_of_kind < of_kind
            )
        );
        CREATE INDEX flag_test_premises_id_idx ON held.flag_test (premises_id);
        """
    )
