-- One row per school or college in GIAS.
select row_id, "URN" as urn, "LA (code)" as la_code, "EstablishmentNumber" as establishment_number,
       "EstablishmentName" as establishment_name, "TypeOfEstablishment (name)" as establishment_type,
       "PhaseOfEducation (name)" as phase, "EstablishmentStatus (name)" as status
from current_establishments
