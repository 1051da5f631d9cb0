insert into temp.context values (?1, ?2, ?3, ?4, ?5, financial_year(?1), ?6, ?7, academic_year(?1))
