/* Loads that a file may be the same as: ?1 extract, ?2 size, ?3 hash of the schema. Visible now, and of a period extract the
newest of every period they hold. */
select load_id, sha256, period
from main.load
where extract = ?1 and bytes = ?2 and schema_sha256 = ?3
  and load_id in (select load_id from main.visible_load where extract = ?1)
  and not exists (select 1 from main.load_period as held
                  where held.extract = ?1 and held.load_id = main.load.load_id
                    and exists (select 1 from main.load_period as newer
                                join main.load as l on l.load_id = newer.load_id
                                where newer.extract = held.extract and newer.period = held.period
                                  and l.root > main.load.root))
order by load_id desc
