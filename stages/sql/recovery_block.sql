select code, label from temp.code_dsg_block order by rowid
