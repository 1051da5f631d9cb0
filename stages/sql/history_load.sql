/* One row a known load, newest first, with the newest load before it that it stands in for: of a replace extract the load before,
of a period extract the load before of a period it holds. */
select l.load_id, l.loaded_at, l.extract, l.file, l.sha256, l.period, l.status, l.lines, l.header, l.loaded, l.rejected,
       l.blank, l.continued, l.errors, l.queries, l.completes,
       case when l.completes is null and l.kind <> 'append' then
           (select max(older.load_id) from load as older
            where older.extract = l.extract and older.load_id < l.load_id and older.completes is null
              and (l.kind = 'replace'
                   or exists (select 1 from load_period as mine
                              join load_period as theirs on theirs.extract = mine.extract and theirs.period = mine.period
                              where mine.load_id = l.load_id and mine.extract = l.extract
                                and theirs.load_id = older.load_id)))
       end as supersedes,
       (select max(older.load_id) from load as older
        where older.extract = l.extract and older.load_id < l.load_id and older.completes is null
          and (l.period is older.period or l.kind <> 'period')) as previous,
       l.load_id in (select load_id from visible_load) as is_visible
from load as l
order by l.load_id desc
