-- says:  Which cells of a file are filled, and what its checks find, tells whom some categories count
-- holds: seen
select 'at a provider that has no URN' as identity, 1 as coefficient, 'plans_open' as measure, 'numerator' as part, 'placement_type' as breakdown, 'unknown' as category
union all select 'at a provider that has no URN', -1, 'fields_complete', 'numerator', 'extract|field', 'placementdetail|ukprn'
union all select 'in another setting, described', 1, 'plans_open', 'numerator', 'placement_type', 'NIEO'
union all select 'in another setting, described', 1, 'plans_open', 'numerator', 'placement_type', 'OTH'
union all select 'in another setting, described', -1, 'fields_complete', 'numerator', 'extract|field', 'placementdetail|sensettingother'
union all select 'in another setting', 1, 'plans_open', 'numerator', 'placement_type', code from code_sen_setting
union all select 'in another setting', -1, 'fields_complete', 'numerator', 'extract|field', 'placementdetail|sensetting'
union all select 'not yet before a panel', 1, 'open_assessments', 'numerator', 'stage', 'awaiting decision'
union all select 'not yet before a panel', -1, 'fields_complete', 'rest', 'extract|field', 'casework|panel_date'
union all select 'neither seen nor closed', 1, 'waiting', 'numerator', 'all', 'all'
union all select 'neither seen nor closed', -1, 'fields_complete', 'rest', 'extract|field', 'health_waits|closed_date'
union all select 'neither seen nor closed', 1, 'fields_complete', 'numerator', 'extract|field', 'health_waits|outcome_date'
union all select 'without a need', 1, 'plans_open', 'numerator', 'primary_need', 'unknown'
union all select 'without a need', -1, 'issues_open', 'numerator', 'code', 'active-plan-without-need'
union all select 'found in open plans', 1, 'issues_open', 'numerator', 'extract', 'activeplans'
union all select 'found in open plans', -1, 'issues_open', 'numerator', 'code', 'active-plan-decision-before-review'
union all select 'found in open plans', -1, 'issues_open', 'numerator', 'code', 'active-plan-outcome-without-review'
union all select 'found in open plans', -1, 'issues_open', 'numerator', 'code', 'active-plan-review-before-start'
union all select 'found in open plans', -1, 'issues_open', 'numerator', 'code', 'active-plan-without-need'
union all select 'found in open plans', -1, 'issues_open', 'numerator', 'code', 'active-plan-without-placement'
union all select 'found in open plans', -1, 'issues_open', 'numerator', 'code', 'active-plan-without-plan'
