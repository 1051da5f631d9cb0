select code, label from temp.code_high_needs_category order by rowid
