"""What is said wherever an answer is shown that may lack what was deleted for its age.

A question about days of which some episodes are gone is answered of those that are left: without a
word it would read as if less had happened then. Commands and pages say the same.
"""

from __future__ import annotations

PARTLY_DELETED = (
    "some of these days are of quarters whose episodes have begun to be deleted, being past the "
    "time for which they are kept: of such days fewer may be counted than there were, or none"
)
