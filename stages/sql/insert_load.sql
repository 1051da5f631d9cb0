/* A load. Loads are told in order by loaded_at, also where the clock was set back. */
insert into main.load (load_id, extract, file, sha256, period, loaded_at, lines, header, loaded, rejected, blank, continued, status,
                       completes, root, kind, schema_sha256, encoding, delimiter, header_text, bytes, path, errors, queries)
values (?1, ?2, ?3, ?4, ?5, max(?6, coalesce((select max(loaded_at) from main.load), '')), ?7, ?8, ?9, ?10, ?11, ?12, 'loaded',
        nullif(?13, 0), coalesce((select root from main.load where load_id = ?13), ?1), ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
