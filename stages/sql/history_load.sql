/* One row a known load, newest first, with the newest load before it that it stands in for: of a replace extract the load before,
of a period extract the load before of a period it holds. `previous` is the load before that its rows are compared with. */
with full_load as (
    select l.load_id, l.extract, l.kind,
           case l.kind
               when 'period' then
                   (select max(older.root) from load_period as mine
                    join load_period as theirs on theirs.extract = mine.extract and theirs.period = mine.period
                    join load as older on older.load_id = theirs.load_id
                    where mine.load_id = l.load_id and mine.extract = l.extract and theirs.load_id < l.load_id)
               else (select max(older.load_id) from load as older
                     where older.extract = l.extract and older.load_id < l.load_id and older.completes is null)
           end as previous
    from load as l
    where l.completes is null
)
select l.load_id, l.loaded_at, l.extract, l.file, l.sha256, l.period, l.status, l.lines, l.header, l.loaded, l.rejected,
       l.blank, l.continued, l.errors, l.queries, l.completes,
       case when l.kind <> 'append' then full_load.previous end as supersedes, full_load.previous,
       l.load_id in (select load_id from visible_load) as is_visible
from load as l
left join full_load on full_load.load_id = l.load_id
order by l.load_id desc
