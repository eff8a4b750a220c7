"""The tables that keep data, as GeoAlchemy2 models: what the migrations must amount to.

The models describe and the migrations change; ``nightjar db check`` proves that they agree.
"""

from geo.models.accounts import Account, AccountRight, Session, SignInDecoy, SignInGuard
from geo.models.asking import Asking, SavedQuestion
from geo.models.audit import AsMade, Beginning, Entry, Head, Verification
from geo.models.base_tiles import BaseLayerDue, BaseName, BaseTile
from geo.models.cases import (
    CaseAction,
    CaseClock,
    CaseDecision,
    CaseEdit,
    CaseNote,
    CaseSeen,
    CaseSignature,
    Measure,
    ReviewAgenda,
    ReviewCase,
    ReviewMeeting,
    ReviewMeetingAuthority,
)
from geo.models.cells import (
    Cell,
    CellPublication,
    OfficerFlag,
    PublishedCell,
    PublishedWard,
    ReleasePolicy,
)
from geo.models.declarative import Model
from geo.models.drafts import Draft
from geo.models.episodes import (
    Child,
    Episode,
    EpisodeCoding,
    EpisodeCorrection,
    EpisodePlace,
    MapPoint,
    PlaceCoding,
    PointWard,
)
from geo.models.flag_tests import FlagRunTest, FlagTest, FlagTestPolicy
from geo.models.flags import Flag, FlagLocation, FlagRun, Rule
from geo.models.food import FoodBusiness
from geo.models.hotspots import Hotspot, HotspotRun
from geo.models.keeping import (
    EpisodeMonth,
    Export,
    ExportRule,
    Hold,
    Removal,
    RetentionPolicy,
    Tombstone,
)
from geo.models.loads import Load, LoadBefore, LoadReject, Profile, Supplier, UndoneLoad
from geo.models.notices import Notice
from geo.models.picture import DefinitionBreak, PicturePublication, PublishedPicture
from geo.models.premises import (
    LicenceActivity,
    LicenceHours,
    Premises,
    PremisesLicence,
    PremisesMatch,
    PremisesSquare,
    PremisesSquareDue,
)
from geo.models.reference import (
    Address,
    Authority,
    AuthorityNeighbour,
    Boundary,
    Postcode,
    Road,
)
from geo.models.representations import Representation, RepresentationAnswer
from geo.models.sent_forms import SentForm
from geo.models.snapshots import (
    PublishedWardBasis,
    Snapshot,
    SnapshotCheck,
    SnapshotEvent,
    SnapshotFile,
)
from geo.models.taxi import TaxiDriver, TaxiOperator, TaxiRank, TaxiVehicle
from geo.models.uploads import Upload, UploadReject
from geo.models.visits import (
    FeedbackReason,
    FlagFeedback,
    SavedView,
    Visit,
    VisitPlan,
    VisitPriority,
    VisitRecord,
)

__all__ = [
    "Account",
    "AccountRight",
    "Address",
    "AsMade",
    "Asking",
    "Authority",
    "AuthorityNeighbour",
    "BaseLayerDue",
    "BaseName",
    "BaseTile",
    "Beginning",
    "Boundary",
    "CaseAction",
    "CaseClock",
    "CaseDecision",
    "CaseEdit",
    "CaseNote",
    "CaseSeen",
    "CaseSignature",
    "Cell",
    "CellPublication",
    "Child",
    "DefinitionBreak",
    "Draft",
    "Entry",
    "Episode",
    "EpisodeCoding",
    "EpisodeCorrection",
    "EpisodeMonth",
    "EpisodePlace",
    "Export",
    "ExportRule",
    "FeedbackReason",
    "Flag",
    "FlagFeedback",
    "FlagLocation",
    "FlagRun",
    "FlagRunTest",
    "FlagTest",
    "FlagTestPolicy",
    "FoodBusiness",
    "Head",
    "Hold",
    "Hotspot",
    "HotspotRun",
    "LicenceActivity",
    "LicenceHours",
    "Load",
    "LoadBefore",
    "LoadReject",
    "MapPoint",
    "Measure",
    "Model",
    "Notice",
    "OfficerFlag",
    "PicturePublication",
    "PlaceCoding",
    "PointWard",
    "Postcode",
    "Premises",
    "PremisesLicence",
    "PremisesMatch",
    "PremisesSquare",
    "PremisesSquareDue",
    "Profile",
    "PublishedCell",
    "PublishedPicture",
    "PublishedWard",
    "PublishedWardBasis",
    "ReleasePolicy",
    "Removal",
    "Representation",
    "RepresentationAnswer",
    "RetentionPolicy",
    "ReviewAgenda",
    "ReviewCase",
    "ReviewMeeting",
    "ReviewMeetingAuthority",
    "Road",
    "Rule",
    "SavedQuestion",
    "SavedView",
    "SentForm",
    "Session",
    "SignInDecoy",
    "SignInGuard",
    "Snapshot",
    "SnapshotCheck",
    "SnapshotEvent",
    "SnapshotFile",
    "Supplier",
    "TaxiDriver",
    "TaxiOperator",
    "TaxiRank",
    "TaxiVehicle",
    "Tombstone",
    "UndoneLoad",
    "Upload",
    "UploadReject",
    "Verification",
    "Visit",
    "VisitPlan",
    "VisitPriority",
    "VisitRecord",
]
