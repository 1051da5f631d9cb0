"""What `scorecard check --schema` must say of a file, by the standards. Each case is a schema, a file and the errors that it
must have as (code, row, column); casts are one file a type, a row a text."""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

program = os.path.abspath(sys.argv[1])
folder = tempfile.TemporaryDirectory()


def tell(name, holds, *words):
    print(("ok - " if holds else "not ok - ") + name)
    if not holds:
        print("\n".join("# " + str(w) for w in words))


def check(name, schema, data, expected):
    """`expected`: a list of (code, row, column), or the exit code of a schema that is none."""
    table_schema, table = os.path.join(folder.name, "schema.json"), os.path.join(folder.name, "table.csv")
    with open(table_schema, "w", encoding="utf-8") as file:
        json.dump(schema, file)
    with open(table, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    done = subprocess.run([program, "check", "--schema", table_schema, table, "--json"], capture_output=True, check=False)
    if isinstance(expected, int):
        tell(name, done.returncode == expected, done.returncode, done.stderr.decode())
        return
    try:
        errors = json.loads(done.stdout)["tasks"][0]["errors"]
    except (ValueError, LookupError):
        tell(name, False, done.returncode, done.stderr.decode())
        return
    found = sorted(((e["type"], e.get("rowNumber"), e.get("fieldNumber")) for e in errors if e["severity"] == "error"), key=str)
    tell(name, found == sorted(expected, key=str) and done.returncode == (3 if expected else 0), found, expected)


def cells(kind, good, bad, **more):
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["a", "b"])
    for cell in good + bad:
        writer.writerow([cell, "x"])
    errors = [("type-error", 2 + len(good) + i, 1) for i in range(len(bad))]
    schema = {"fields": [{"name": "a", "type": kind, **more}, {"name": "b", "type": "string"}]}
    check(f"{len(good)} texts are {kind} {more}, {len(bad)} are not", schema, text.getvalue(), errors)


cells('integer', ['1', '-1', '+1', '0', '007', '9007199254740993', '-0'], ['1.0', '1.5', 'abc', '1e3', ' 1', '1 ', '0x10', '1,000', '--1', '+', '-', '١', '1_000', 'NaN'])
cells('integer', ['1,000', '1,000,000', '1000', '12,34'], ['1.000',], groupChar=',')
cells('integer', ['$1', '1%', '€1', '1', 'abc12def', '-1%'], ['abc', '1.5%'], bareNumber=False)
cells('number', ['1', '1.5', '-1.5', '+1.5', '.5', '5.', '1e3', '1E-3', '-1.5e+10', 'NaN', 'INF', '-INF', '0.1'], ['1,5', 'abc', '1.5.1', 'e3', '.', '+', '1 ', ' 1', '1_0', '0x1', 'Infinity', '1%', '$1'])
cells('number', ['1,5', '1.000,5', '1000,5', '1.000'], ['1,5,5'], decimalChar=',', groupChar='.')
cells('number', ['1%', '$1.5', '€ 1.5', '1.5 EUR'], ['abc'], bareNumber=False)
cells('boolean', ['true', 'True', 'TRUE', '1', 'false', 'False', 'FALSE', '0'], ['yes', 'no', 't', 'f', 'tRUE', '01', '2', ' true', 'y'])
cells('boolean', ['y', 'n'], ['true', '1', 'Y'], trueValues=['y'], falseValues=['n'])
cells('date', ['2020-02-29', '1999-12-31', '0001-01-01', '9999-12-31'], ['2019-02-29', '2020-2-9', '20200209', '2020/02/09', '2020-02-09T00:00:00', '2020-13-01', '2020-00-10', '2020-01-32', ' 2020-01-01', '2020-01-01 ', '10000-01-01', '0000-01-01', 'today', '2020-01-01Z', '٢٠٢٠-٠١-٠١'])
cells('date', ['29/02/2020', '01/01/2020'], ['2020-01-01', '32/01/2020', '29/02/2019', '01/13/2020', '01-01-2020'], format='%d/%m/%Y')
cells('date', ['20/02/29'], ['2020/02/29'], format='%y/%m/%d')
cells('date', ['01 Jan 2020'], ['01 Foo 2020'], format='%d %b %Y')
cells('datetime', ['2020-01-01T00:00:00', '2020-01-01T00:00:00Z', '2020-01-01T23:59:59.123', '2020-01-01T00:00:00+01:00'], ['2020-01-01 00:00:00', '2020-01-01', '2020-01-01T25:00:00', '2020-01-01T00:60:00', '2020-02-30T00:00:00', '2020-01-01T00:00', 'x'])
cells('datetime', ['01/02/2020 13:45'], ['01/02/2020', '13/13/2020 00:00'], format='%d/%m/%Y %H:%M')
cells('year', ['2020', '0001', '1999'], ['99', '20', 'abc', '2020.0', '2020-01', ' 2020', '20 20'])
cells('yearmonth', ['2020-01', '2020-12'], ['2020-13', '2020-1', '202001', '2020-00', '2020', '2020-01-01', 'x'])
cells('string', ['', ' a ', '1', 'é'], [])
cells('string', ['a@b.org', 'a.b+c@d-e.co.uk'], ['a', 'a@', '@b', 'a b@c.d', 'a@b c.d'], format='email')
cells('string', ['http://example.org', 'https://example.org/a?b=c#d', 'ftp://x.y/z', 'urn:isbn:123', 'mailto:a@b.c'], ['example.org', 'http//x', 'no uri', ' http://x.y'], format='uri')
cells('string', ['95ecc380-afe9-11e4-9b6c-751b66dd541e', '95ECC380-AFE9-11E4-9B6C-751B66DD541E'], ['95ecc380afe911e4', 'x', '95ecc380-afe9-11e4-9b6c-751b66dd541g'], format='uuid')
cells('string', ['dGVzdA==', '', 'dGVzdGluZw=='], ['a', 'dGVzdA', '@@@@'], format='binary')


def F(**more):
    return {"fields": [{"name": "a", **more}, {"name": "b", "type": "string"}]}


def one(text):
    return f"a,b\n{text},x\n"


C = ("constraint-error", 2, 1)
for name, f, val, exp in [
 ('required empty', F(type='string', constraints={'required': True}), '', [C]),
 ('required filled', F(type='string', constraints={'required': True}), 'v', []),
 ('min int ok', F(type='integer', constraints={'minimum': 5}), '5', []),
 ('min int bad', F(type='integer', constraints={'minimum': 5}), '4', [C]),
 ('max int bad', F(type='integer', constraints={'maximum': 5}), '6', [C]),
 ('emin eq', F(type='integer', constraints={'exclusiveMinimum': 5}), '5', [C]),
 ('emax eq', F(type='number', constraints={'exclusiveMaximum': 5}), '5.0', [C]),
 ('emax ok', F(type='number', constraints={'exclusiveMaximum': 5}), '4.999', []),
 ('min as text', F(type='integer', constraints={'minimum': '5'}), '4', [C]),
 ('min date', F(type='date', constraints={'minimum': '2020-01-01'}), '2019-12-31', [C]),
 ('min date eq', F(type='date', constraints={'minimum': '2020-01-01'}), '2020-01-01', []),
 ('max datetime', F(type='datetime', constraints={'maximum': '2020-01-01T00:00:00'}), '2020-01-01T00:00:01', [C]),
 ('min year', F(type='year', constraints={'minimum': 2000}), '1999', [C]),
 ('max yearmonth', F(type='yearmonth', constraints={'maximum': '2020-05'}), '2020-06', [C]),
 ('minLength', F(type='string', constraints={'minLength': 3}), 'ab', [C]),
 ('minLength chars', F(type='string', constraints={'maxLength': 2}), 'éé', []),
 ('maxLength', F(type='string', constraints={'maxLength': 2}), 'abc', [C]),
 ('pattern whole', F(type='string', constraints={'pattern': 'a+'}), 'aab', [C]),
 ('pattern anchored start', F(type='string', constraints={'pattern': 'a+'}), 'baa', [C]),
 ('pattern ok', F(type='string', constraints={'pattern': 'a+|b'}), 'b', []),
 ('pattern alternation anchored', F(type='string', constraints={'pattern': 'a|b'}), 'ab', [C]),
 ('pattern digit', F(type='string', constraints={'pattern': '\\d{2}'}), '12', []),
 ('enum ok', F(type='string', constraints={'enum': ['x', 'y']}), 'x', []),
 ('enum bad', F(type='string', constraints={'enum': ['x', 'y']}), 'z', [C]),
 ('enum int typed', F(type='integer', constraints={'enum': [1, 2]}), '01', []),
 ('enum int text', F(type='integer', constraints={'enum': ['1', '2']}), '3', [C]),
 ('enum date', F(type='date', constraints={'enum': ['2020-01-01']}), '2020-01-02', [C]),
 ('enum bool', F(type='boolean', constraints={'enum': [True]}), 'false', [C]),
 ('null passes min', F(type='integer', constraints={'minimum': 5}), '', []),
 ('null passes enum', F(type='string', constraints={'enum': ['x']}), '', []),
 ('null passes pattern', F(type='string', constraints={'pattern': 'x'}), '', []),
 ('two constraints', F(type='integer', constraints={'minimum': 5, 'enum': [7]}), '4', [C, C]),
 ('required+type', F(type='integer', constraints={'required': True}), 'x', [('type-error', 2, 1)]),
 ('missing value custom', {'fields': F(type='integer')['fields'], 'missingValues': ['-']}, '-', []),
 ('missing value custom empty bad', {'fields': F(type='integer')['fields'], 'missingValues': ['-']}, '', [('type-error', 2, 1)]),
 ('missing value field', F(type='integer', missingValues=['n/a']), 'n/a', []),
 ('missing value required', {'fields': F(type='integer', constraints={'required': True})['fields'], 'missingValues': ['-']}, '-', [C]),
 ('missingValues none string empty required', {'fields': F(type='string', constraints={'required': True})['fields'], 'missingValues': []}, '', []),
 ('missing objects', {'fields': F(type='integer')['fields'], 'missingValues': [{'value': '-99', 'label': 'Not told'}]}, '-99', []),
 ('float min 0.1', F(type='number', constraints={'minimum': 0.1}), '0.1', []),
]: check(name, f, one(val), exp)
for name, f in [('minLength int', F(type='integer', constraints={'minLength': 1})), ('min string', F(type='string', constraints={'minimum': 1})), ('pattern int', F(type='integer', constraints={'pattern': '1'})),
 ('min boolean', F(type='boolean', constraints={'minimum': 0})), ('bad pattern', F(type='string', constraints={'pattern': '('})), ('enum empty', F(type='string', constraints={'enum': []})), ('unknown type', F(type='duration')),
 ('any format', F(type='date', format='any')), ('pk no field', dict(F(type='string'), primaryKey='zz')), ('fk no field', dict(F(type='string'), foreignKeys=[{'fields': 'zz', 'reference': {'resource': '', 'fields': 'a'}}])),
 ('min not castable', F(type='integer', constraints={'minimum': 'x'})), ('no fields', {}), ('fields no list', {'fields': {}}), ('required text', F(type='string', constraints={'required': 'yes'})), ('enum wrong type', F(type='integer', constraints={'enum': ['x']})), ('minLength neg', F(type='string', constraints={'minLength': -1})), ('unique text', F(type='string', constraints={'unique': 'yes'}))]:
    check('schema '+name, f, one('1'), 2)
T={'fields': [{'name': 'id', 'type': 'integer'}, {'name': 'name', 'type': 'string'}]}


def S(data, errors, name, schema=T):
    check("structure: " + name, schema, data, errors)


S('id,name\n1,a\n', [], 'plain')
S('id,name\r\n1,a\r\n', [], 'crlf')
S('id,name\r1,a\r', [], 'cr')
S('id,name\n1,a', [], 'no end')
S('id,name\n1\n', [('missing-cell', 2, 2)], 'missing')
S('id,name\n1,a,x\n', [('extra-cell', 2, 3)], 'extra')
S('id,name\n1,a,x,y\n', [('extra-cell', 2, 3), ('extra-cell', 2, 4)], 'two extra')
S('id,name\n1,a\n\n2,b\n', [('blank-row', 3, None)], 'blank mid')
S('id,name\n1,a\n\n', [], 'blank end')
S('id,name\n,\n', [('blank-row', 2, None)], 'delims only')
S('id,nam\n1,a\n', [('incorrect-label', None, 2)], 'incorrect label')
S('id\n1\n', [('missing-label', None, 2), ('missing-cell', 2, 2)], 'missing label')
S('id,name,x\n1,a,b\n', [('extra-label', None, 3), ('extra-cell', 2, 3)], 'extra label')
S('id,\n1,a\n', [('blank-label', None, 2)], 'blank label')
S('id,id\n1,a\n', [('duplicate-label', None, 2)], 'dup label')
S('name,id\na,1\n', [('incorrect-label', None, 1), ('incorrect-label', None, 2), ('type-error', 2, 1)], 'swapped labels')
S('id,name\n1,"a\nb"\nx,c\n', [('type-error', 3, 1)], 'row after multiline')
S('id,name\n1,"a""b"\n', [], 'doubled quote')
S('id,name\n1,"a"b\n2,c\n', [('quote-error', 2, 2)], 'text after quote')
S('id,name\n1,a"b\n2,c\n', [('quote-error', 2, 2)], 'quote inside')
S('', [('source-error', None, None)], 'empty')
S('id,name\n', [], 'header only')
S(b'\xef\xbb\xbfid,name\n1,a\n', [], 'bom')
S('id,name\n1,é\n'.encode('utf-16'), [], 'utf16')
S('id;name\n1;a\n', [], 'semicolon')
S('id\tname\n1\ta\n', [], 'tab')
S(b'\xef\xbb\xbfid,name\n1,\xff\n', [('encoding-error', 2, 2)], 'bad utf8 with bom')
S(b'id,name\n1,a\x00b\n', [('encoding-error', 2, 2)], 'nul')
S('id,name\nx,a\ny,b\n', [('type-error', 2, 1), ('type-error', 3, 1)], 'all findings')
K=dict(T, primaryKey='id')
S('id,name\n1,a\n1,b\n', [('primary-key', 3, None)], 'pk dup', K)
S('id,name\n1,a\n01,b\n', [('primary-key', 3, None)], 'pk by value', K)
S('id,name\n,a\n', [('primary-key', 2, None)], 'pk null', K)
S('id,name\n1,a\n2,a\n', [], 'pk two', dict(T, primaryKey=['id', 'name']))
S('id,name\n1,a\n1,a\n', [('primary-key', 3, None)], 'pk two dup', dict(T, primaryKey=['id', 'name']))
U={'fields': [{'name': 'id', 'type': 'integer', 'constraints': {'unique': True}}, {'name': 'name', 'type': 'string'}]}
S('id,name\n1,a\n1,b\n', [('unique-error', 3, 1)], 'unique', U)
S('id,name\n,a\n,b\n', [], 'unique nulls', U)
S('id,name\n1,a\n1.0,b\n', [('type-error', 3, 1)], 'unique type', U)
UK=dict(T, uniqueKeys=[['id', 'name']])
S('id,name\n1,a\n1,a\n', [('unique-error', 3, None)], 'uniqueKeys', UK)
S('id,name\n1,\n1,\n', [], 'uniqueKeys null', UK)
FK=dict({'fields': [{'name': 'id', 'type': 'integer'}, {'name': 'p', 'type': 'integer'}]}, foreignKeys=[{'fields': 'p', 'reference': {'resource': '', 'fields': 'id'}}])
S('id,p\n1,\n2,1\n3,9\n', [('foreign-key', 4, None)], 'fk self', FK)
S('id,p\n1,2\n2,\n', [], 'fk later parent', FK)
for m, data, exp in [('equal', 'name,id\na,1\n', []), ('equal', 'id\n1\n', [('missing-label', None, 2)]), ('equal', 'id,name,x\n1,a,b\n', [('extra-label', None, 3)]),
 ('subset', 'id,name,x\n1,a,b\n', []), ('subset', 'id\n1\n', [('missing-label', None, 2)]), ('superset', 'id\n1\n', []), ('superset', 'id,x\n1,b\n', [('extra-label', None, 2)]),
 ('partial', 'id,x\n1,b\n', []), ('partial', 'x,y\n1,b\n', [('missing-label', None, 3)]), ('exact', 'name,id\na,1\n', [('incorrect-label', None, 1), ('incorrect-label', None, 2), ('type-error', 2, 1)])]:
    check('fieldsMatch '+m+' '+data.split()[0], dict(T, fieldsMatch=m), data, exp)
    check('fieldsMatch list '+m+' '+data.split()[0], dict(T, fieldsMatch=[m]), data, exp)


def D(**dialect):
    return dict(T, dialect=dialect)


S('# c\nid,name\n1,a\n', [], 'comment', D(commentChar='#'))
S('title\nid,name\n1,a\n', [], 'header row 2', D(headerRows=[2]))
S('1,a\n2,b\n', [], 'no header', D(header=False))
S("id,name\n1,'a,b'\n", [], 'quoteChar', D(quoteChar="'"))
S('id|name\n1|a\n', [], 'delimiter', D(delimiter='|'))
