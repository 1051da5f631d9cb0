/* One row a visible load: of a replace extract the newest, of a period extract those that hold a period which none newer
holds, of an append extract all, and with each the loads that complete it. */
select l.load_id, l.extract, l.load_id << 32 as first, (l.load_id << 32) + 4294967295 as last
from load as l
join load as full on full.load_id = l.root
where full.kind = 'append'
   or full.kind = 'replace'
      and full.load_id = (select max(newer.load_id) from load as newer
                          where newer.extract = full.extract and newer.completes is null)
   or full.kind = 'period'
      and exists (select 1 from visible_period as held
                  where held.extract = full.extract and held.load_id = full.load_id)
order by l.load_id
