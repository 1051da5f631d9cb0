/* The categories of spend, in the order of their list. */
select code, label from temp.code_high_needs_category order by rowid
