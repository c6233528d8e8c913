"""The keys of each pack file, declared once; all are needed, and none besides."""

from __future__ import annotations

from collections.abc import Mapping

from karvan.model.citation import Standing
from karvan.sources.packs import fields
from karvan.sources.packs.amounts import amount_or_null, text_or_null
from karvan.sources.packs.fields import both, citations, day, day_or_null, list_of, one_of, slug, text
from karvan.sources.packs.law_shapes import LAW_SHAPES
from karvan.sources.packs.record import Kind
from karvan.sources.packs.shape import Shape

_STANDING = one_of(*Standing)
_DATED: Mapping[str, Kind] = {"licence": text, "observed_on": day, "review_by": day}

CITATION: Mapping[str, Kind] = {
    "title": text,
    "publisher": text,
    "address": text,
    "published_on": day_or_null,
    "observed_on": day,
    "licence": text,
    "standing": _STANDING,
}

PACK: Mapping[str, Kind] = {
    "pack": slug,
    "kind": one_of("region", "country", "names"),
    "title": both,
    "licence": text,
    "maintainer": text,
}

_REGION: Mapping[str, Kind] = {
    "code": fields.subdivision,
    "slug": slug,
    "home": fields.country,
    "name": both,
    "citations": citations,
}

_PRODUCT: Mapping[str, Kind] = {
    "id": slug,
    "name": both,
    "sector": one_of("industry", "agriculture", "food", "energy", "mining", "craft"),
    "codes": list_of(fields.hs_code),
    "code_standing": _STANDING,
    "evidence": both,
    "valid_from": day_or_null,
    "citations": citations,
}

_PRODUCER: Mapping[str, Kind] = {
    "id": slug,
    "name": both,
    "products": list_of(slug),
    "screening": one_of("listed", "not_found", "unknown"),
    "lists": both,
    "listed_from": day_or_null,
    "citations": citations,
}

SHARE_BASES = {"stated": ("exports", "output"), "fallback": ("population", "gdp", "employment")}
_SHARE: Mapping[str, Kind] = {
    "id": slug,
    "level": one_of(*SHARE_BASES),
    "basis": one_of(*SHARE_BASES["stated"], *SHARE_BASES["fallback"]),
    "codes": list_of(fields.hs_code, least=0),
    "period_start": day_or_null,
    "period_end": day_or_null,
    "share": amount_or_null,
    "amount": amount_or_null,
    "nation_amount": amount_or_null,
    "unit": text_or_null,
    "note": both,
    "citations": citations,
}

_STOP: Mapping[str, Kind] = {
    "id": slug,
    "kind": one_of("export_ban", "export_duty", "sector_exposure", "import_ban"),
    "effect": one_of("stop", "flag"),
    "origin": fields.country_or_any,
    "market": fields.country_or_any,
    "hs_rev": fields.hs_rev,
    "codes": list_of(fields.hs_code),
    "valid_from": day_or_null,
    "valid_to": day_or_null,
    "lifting": one_of("lifted", "open", "unknown"),
    "title": both,
    "text": both,
    "observed_on": day,
    "review_by": day,
    "standing": _STANDING,
    "citations": citations,
}

_NAME: Mapping[str, Kind] = {
    "code": fields.territory,
    "lang": one_of("fa", "en"),
    "kind": one_of("name", "alias", "demonym", "city"),
    "name": text,
    "citations": citations,
}

_EVENT: Mapping[str, Kind] = {
    "id": slug,
    "home": fields.country,
    "on": day,
    "title": both,
    "citations": citations,
}

SHAPES: Mapping[str, Shape] = {
    "region.yml": Shape("The region", "", {**_DATED, **_REGION}, {}),
    "products.yml": Shape("A product", "products", {**_DATED, "hs_rev": fields.hs_rev}, _PRODUCT),
    "producers.yml": Shape("A producer", "producers", {**_DATED, "screened_against": text}, _PRODUCER),
    "shares.yml": Shape("A share", "shares", {**_DATED, "hs_rev": fields.hs_rev}, _SHARE),
    "stops.yml": Shape("A stop", "stops", {"licence": text}, _STOP),
    "names.yml": Shape("A name", "names", _DATED, _NAME),
    "events.yml": Shape("An event", "events", _DATED, _EVENT),
    **LAW_SHAPES,
}
