/* The blocks of the grant, in the order of their list. */
select code, label from temp.code_dsg_block order by rowid
