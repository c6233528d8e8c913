"""A DuckDB SQL formulation: the whole form in one query, on two threads."""

from __future__ import annotations

import duckdb
from common import TOP, run

QUERY = """
copy (
with flows as (
    select distinct exporter, importer, hs6, value_2024_usd::double as value from '{flows}'
), km as (
    select exporter, importer, ln(distance_km) as log_km from '{distances}'
), world as (
    select hs6, sum(value) as value from flows group by hs6
), exports as (
    select exporter, hs6, sum(value) as value from flows group by exporter, hs6
), imports as (
    select importer, hs6, sum(value) as value,
        sum(value * log_km) / sum(value) filter (log_km is not null) as typical
    from flows left join km using (exporter, importer) group by importer, hs6
), supply as (
    select x.exporter, x.hs6, x.value / w.value as share, least(1.0, coalesce(x.value / m.value, 1.0)) as net
    from exports x join world w using (hs6) left join imports m on m.importer = x.exporter and m.hs6 = x.hs6
), pairs as (
    select exporter, importer, sum(value) as value from flows group by exporter, importer
), expected as (
    select s.exporter, d.importer, sum(s.share * d.value) as value
    from supply s join imports d using (hs6) group by s.exporter, d.importer
), ease as (
    select exporter, importer, pairs.value / expected.value as ease
    from pairs join expected using (exporter, importer)
), cells as (
    select s.exporter, d.importer, s.hs6, s.share * s.net * d.value * exp(-abs(d.typical - km.log_km)) as benchmark_usd
    from supply s join imports d using (hs6) join km on km.exporter = s.exporter and km.importer = d.importer
    where s.exporter <> d.importer and d.typical is not null
), best as (
    select *, row_number() over (
        partition by exporter, importer order by benchmark_usd desc, hs6
    ) as rank
    from cells where benchmark_usd > 0 qualify rank <= {top}
)
select b.exporter, b.importer, b.hs6, b.rank, b.benchmark_usd, b.benchmark_usd * e.ease as potential_usd,
    case when e.ease is not null then coalesce(f.value, 0) end as observed_usd
from best b left join ease e using (exporter, importer) left join flows f using (exporter, importer, hs6)
) to '{result}' (format parquet, compression lz4)
"""


def job(flows: str, distances: str, result: str) -> dict[str, str]:
    database = duckdb.connect(config={"threads": 2, "memory_limit": "10GB"})
    database.execute(QUERY.format(flows=flows, distances=distances, result=result, top=TOP))
    return {"duckdb": duckdb.__version__}


run(job)
