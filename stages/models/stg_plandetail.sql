-- One row per setting named in a plan.
select row_id, plandetailtableid as detail_id, namedplantableid as plan_id, urn, ukprn, sensetting as sen_setting,
       placementrank as placement_rank, senunitindicator as in_sen_unit,
       resourcedprovisionindicator as in_resourced_provision
from current_plandetail
