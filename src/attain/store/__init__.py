"""Facts in immutable, content-named Parquet files, and manifests that say which of them make up a table.

A manifest is the whole state of a table at a moment: whoever keeps a manifest can read exactly that state
for ever.
"""

from attain.store.fact_store import FactStore, Shape, Upsert
from attain.store.manifest import Manifest, Segment, SegmentKind
from attain.store.reading import RowVersion

__all__ = ["FactStore", "Manifest", "RowVersion", "Segment", "SegmentKind", "Shape", "Upsert"]
