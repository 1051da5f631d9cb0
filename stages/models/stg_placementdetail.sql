-- One row per placement of an open plan.
select row_id, placementdetailtableid as placement_id, activeplanstableid as active_plan_id, urn, ukprn,
       sensetting as sen_setting, placementrank as placement_rank, entrydate as entry_date,
       leavingdate as leaving_date, senunitindicator as in_sen_unit,
       resourcedprovisionindicator as in_resourced_provision
from current_placementdetail
