#include "pipeline/lib/json_write.h"
#include "pipeline/sample_files.h"

static void add_question(JsonBuilder *builder, const struct dip_sample *dip)
{
    const struct dip_request *request = &dip->request;
    json_add_text(builder, "measure", request->measure->id);
    json_add_day(builder, "as_at", request->as_at);
    json_add_text(builder, "method", dip_sample_method(request));
    json_add_text(builder, "allocation", dip_sample_allocation(request));
    json_add_text(builder, "generator", SAMPLE_GENERATOR);
    json_add_text(builder, "seed", request->plan.seed);
}

static void add_frame(JsonBuilder *builder, const struct sample *sample)
{
    json_builder_set_member_name(builder, "frame");
    json_builder_begin_object(builder);
    json_add_integer(builder, "size", sample->frame_size);
    json_add_text(builder, "sha256", sample->frame_sha256);
    json_builder_end_object(builder);
}

static void add_strata(JsonBuilder *builder, const struct sample *sample)
{
    json_builder_set_member_name(builder, "strata");
    json_builder_begin_array(builder);
    for (guint i = 0; i < sample->strata->len; i++) {
        const struct sample_stratum *stratum = &g_array_index(sample->strata, struct sample_stratum, i);
        json_builder_begin_object(builder);
        json_add_text(builder, "category", stratum->category);
        json_add_integer(builder, "size", stratum->size);
        json_add_integer(builder, "picks", stratum->picks);
        json_add_integer(builder, "reserve", stratum->reserve);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void add_units(JsonBuilder *builder, const char *name, const GArray *units)
{
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (guint i = 0; i < units->len; i++)
        json_add_element(builder, g_array_index(units, struct sample_unit, i).case_id);
    json_builder_end_array(builder);
}

static void add_avoided(JsonBuilder *builder, const GPtrArray *avoided)
{
    json_builder_set_member_name(builder, "avoided");
    json_builder_begin_array(builder);
    for (guint i = 0; i < avoided->len; i++)
        json_add_element(builder, avoided->pdata[i]);
    json_builder_end_array(builder);
}

static void add_conditions(JsonBuilder *builder, const char *conditions)
{
    g_auto(GStrv) list = g_strsplit(conditions, "\n", -1);
    json_add_texts(builder, "where", list);
}

char *sample_json(const struct dip_sample *dip, const char *workbook_sha256)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    add_question(builder, dip);
    add_frame(builder, dip->sample);
    add_strata(builder, dip->sample);
    add_units(builder, "picks", dip->sample->picks);
    add_units(builder, "reserve", dip->sample->reserve);
    json_add_text(builder, "sample", dip->reference);
    json_add_text(builder, "by", dip->request.by);
    add_conditions(builder, dip->conditions);
    json_add_integer(builder, "size", dip->request.plan.size);
    add_avoided(builder, dip->avoided);
    if (workbook_sha256 != NULL)
        json_add_text(builder, "workbook_sha256", workbook_sha256);
    json_builder_end_object(builder);
    return json_built_text(builder);
}
