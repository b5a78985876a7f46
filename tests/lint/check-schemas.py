#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the native JSON files against their schemas and against the documents.

    check-schemas.py [FILE-OR-DIRECTORY...]

Checks the schemas, data/schemes, data/sample, and whatever files and corpus folders are named.
The bundled files must also be in the canonical layout and reach every corner that the sample is
there for; broken files, made here, must be refused. Prints TAP; exits 1 if anything fails.
"""

import copy
import hashlib
import json
import re
import sys
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMAS = ROOT / 'data' / 'schemas'
KINDS = ('corpus', 'scheme', 'documents', 'layer', 'annotations', 'clusters')

RECORD_MEMBERS = {'spans', 'relations', 'ignored', 'orphans', 'clusters', 'links', 'rejected',
                  'labels', 'rules', 'documents', 'documentAttributes'}
FILE_ORDER = {
    'corpus': 'format version id title documents exclude language guidelines annotationsFolder '
              'team x',
    'scheme': 'format version revision name description language literature labels relations '
              'documentAttributes clusterAttributes rules snap x',
    'documents': 'format version documents x',
    'layer': 'format version title annotator role blind x',
    'annotations': 'format version scheme document annotator status attributes note spans '
                   'relations ignored orphans x',
    'clusters': 'format version clusters links rejected x',
}
PROVENANCE = 'origin state score suggestedBy confirmed created modified by x'
RECORD_ORDER = {
    ('scheme', 'labels'): 'id name kind role color key description examples counterexamples '
                          'parent replaces retired attributes x',
    ('scheme', 'relations'): 'id name from to color symmetric description attributes retired x',
    ('scheme', 'documentAttributes'): 'id name type values default required when description x',
    ('scheme', 'rules'): 'id labels requires direction min max relation from to within attribute '
                         'values noOverlap noCrossing inside outside balanced wholeWords when '
                         'unless severity message x',
    ('documents', 'documents'): 'path title outlet author published retrieved url language '
                                'direction story split version_of x',
    ('annotations', 'spans'): 'id label ranges text attributes set cluster note flag '
                              + PROVENANCE,
    ('annotations', 'relations'): 'id type from to attributes note ' + PROVENANCE,
    ('annotations', 'ignored'): 'rule span reason',
    ('clusters', 'clusters'): 'id kind name label link attributes note status mergedInto '
                              'verdicts assessment by created modified x',
    ('clusters', 'links'): 'id type from to attributes note by created modified x',
    ('clusters', 'rejected'): 'a b',
}


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, name, problems):
        """One test: it passes if there are no problems."""
        self.count += 1
        self.failed += bool(problems)
        print(f'{"not ok" if problems else "ok"} {self.count} - {name}')
        for problem in problems[:20]:
            print(f'# {problem}')
        if len(problems) > 20:
            print(f'# and {len(problems) - 20} more')

    def finish(self):
        print(f'1..{self.count}')
        return 1 if self.failed else 0


def refuse_constant(name):
    raise ValueError(f'{name} is no JSON')


def unique_members(pairs):
    members = {}
    for key, value in pairs:
        if key in members:
            raise ValueError(f'the member “{key}” stands twice')
        members[key] = value
    return members


def parse(data):
    """Strict JSON: UTF-8 without byte order mark, no member twice, no NaN."""
    return json.loads(data.decode('utf-8'), object_pairs_hook=unique_members,
                      parse_constant=refuse_constant)


def kind_of(content):
    name = content.get('format', '') if isinstance(content, dict) else ''
    kind = name[len('scholiast-'):] if name.startswith('scholiast-') else ''
    return kind if kind in KINDS else None


# ---- canonical layout --------------------------------------------------------------------------

def inline(value):
    return json.dumps(value, ensure_ascii=False).replace('\x7f', '\\u007f')


def canonical(content):
    lines = []
    for key, value in content.items():
        if key in RECORD_MEMBERS and value and all(isinstance(item, dict) for item in value):
            records = ',\n'.join('    ' + inline(item) for item in value)
            lines.append(f'  {inline(key)}: [\n{records}\n  ]')
        else:
            lines.append(f'  {inline(key)}: {inline(value)}')
    return '{\n' + ',\n'.join(lines) + '\n}\n'


def check_order(place, keys, order):
    """Known members stand in their order, unknown ones after them."""
    order = order.split()
    known = [key for key in keys if key in order]
    if known != sorted(known, key=order.index) or list(keys)[:len(known)] != known:
        yield f'{place}: members out of order: {", ".join(keys)}'


def check_empties(place, value):
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in members:
        if member in ('', [], {}) or member is None or member is False:
            yield f'{place}: empty member “{key}”'
        elif isinstance(member, (dict, list)):
            yield from check_empties(f'{place}/{key}', member)


def check_layout(kind, content, data):
    if data != canonical(content).encode('utf-8'):
        yield 'the bytes are not canonical'
    yield from check_order('file', content, FILE_ORDER[kind])
    for member, value in content.items():
        order = RECORD_ORDER.get((kind, member))
        for record in value if order else []:
            yield from check_order(record.get('id', member), record, order)
            attributes = record.get('attributes')
            if isinstance(attributes, dict) and list(attributes) != sorted(attributes):
                yield f'{record["id"]}: attributes are not sorted'
    yield from check_empties('', content)


# ---- what a schema cannot say ------------------------------------------------------------------

def check_unique(records, what):
    seen = set()
    for record in records:
        if record['id'] in seen:
            yield f'{what} “{record["id"]}” stands twice'
        seen.add(record['id'])


def span_sort_key(span):
    return (span['ranges'][0][0], -span['ranges'][-1][1], span['id'])


def check_spans(spans, text):
    for span in spans:
        end = 0
        for start, stop in span['ranges']:
            if start < end or stop < start:
                yield f'{span["id"]}: ranges are not sorted and disjoint'
            end = stop
        if end > len(text):
            yield f'{span["id"]}: ends at {end}, the document has {len(text)} code points'
        covered = ' '.join(text[start:stop] for start, stop in span['ranges'])
        if span.get('text', '') != covered:
            yield f'{span["id"]}: says “{span.get("text", "")}”, covers “{covered}”'
    if spans != sorted(spans, key=span_sort_key):
        yield 'spans are not sorted'


def check_annotations(content, corpus):
    spans = content.get('spans', [])
    relations = content.get('relations', [])
    path = content['document']['path']
    file = corpus / path if corpus else None
    if file is None or not file.is_file():
        yield f'document “{path}” is not there'
        return
    data = file.read_bytes()
    text = data.decode('utf-8')
    if content['document']['sha256'] != hashlib.sha256(data).hexdigest():
        yield f'sha256 is not that of “{path}”'
    if content['document']['length'] != len(text):
        yield f'length is {content["document"]["length"]}, “{path}” has {len(text)}'
    yield from check_spans(spans, text)
    yield from check_unique(spans + relations, 'id')
    ids = {span['id'] for span in spans}
    for relation in relations:
        for end in ('from', 'to'):
            if relation[end] not in ids:
                yield f'{relation["id"]}: {end} “{relation[end]}” is no span'
    if relations != sorted(relations, key=lambda relation: relation['id']):
        yield 'relations are not sorted'
    for ignored in content.get('ignored', []):
        if ignored.get('span') and ignored['span'] not in ids:
            yield f'ignored: “{ignored["span"]}” is no span'


def check_clusters(content):
    clusters = content.get('clusters', [])
    links = content.get('links', [])
    ids = {cluster['id'] for cluster in clusters}
    yield from check_unique(clusters + links, 'id')
    for records, what in ((clusters, 'clusters'), (links, 'links')):
        if records != sorted(records, key=lambda record: record['id']):
            yield f'{what} are not sorted'
    for cluster in clusters:
        if 'mergedInto' in cluster and cluster['mergedInto'] not in ids:
            yield f'{cluster["id"]}: merged into “{cluster["mergedInto"]}”, which is not there'
    for link in links:
        for end in ('from', 'to'):
            if link[end] not in ids:
                yield f'{link["id"]}: {end} “{link[end]}” is no cluster'


def value_ids(attribute):
    return {value if isinstance(value, str) else value['id'] for value in attribute['values']}


def check_attribute(place, attribute):
    default = attribute.get('default')
    if attribute['type'] == 'choice' and isinstance(default, str):
        if default not in value_ids(attribute):
            yield f'{place}: the default of “{attribute["id"]}” is none of its values'


def check_scheme(content):
    labels = content['labels']
    types = content.get('relations', [])
    names = {label['id'] for label in labels} | {label['kind'] for label in labels}
    type_ids = {relation['id'] for relation in types}
    for records, what in ((labels, 'label'), (types, 'relation type'),
                          (content.get('rules', []), 'rule')):
        yield from check_unique(records, what)
    keys = [label['key'] for label in labels if label.get('key')]
    if len(keys) != len(set(keys)):
        yield 'two labels have the same key'
    for label in labels:
        for attribute in label.get('attributes', []):
            yield from check_attribute(label['id'], attribute)
    for relation in types:
        for name in set(relation['from'] + relation['to']) - names:
            yield f'{relation["id"]}: “{name}” is no label and no kind'
    for rule in content.get('rules', []):
        for member in ('requires', 'relation'):
            if member in rule and rule[member] not in type_ids:
                yield f'{rule["id"]}: “{rule[member]}” is no relation type'
        for member in ('labels', 'from', 'to', 'noOverlap', 'noCrossing', 'inside', 'outside'):
            for name in set(rule.get(member, [])) - names:
                yield f'{rule["id"]}: “{name}” is no label and no kind'


def check_meaning(kind, content, corpus):
    if kind == 'annotations':
        yield from check_annotations(content, corpus)
    elif kind == 'clusters':
        yield from check_clusters(content)
    elif kind == 'scheme':
        yield from check_scheme(content)
    elif kind == 'documents':
        for record in content['documents']:
            if corpus and not (corpus / record['path']).is_file():
                yield f'document “{record["path"]}” is not there'


# ---- annotations against their scheme ----------------------------------------------------------

def check_value(span, attribute, value):
    kind = attribute['type']
    if kind == 'choice' and value not in value_ids(attribute):
        yield f'{span["id"]}: “{value}” is no value of “{attribute["id"]}”'
    if kind == 'number' and (isinstance(value, bool) or not isinstance(value, (int, float))):
        yield f'{span["id"]}: “{attribute["id"]}” is no number'


def is_exempt(rule, span):
    return any(span.get('attributes', {}).get(key) in values
               for key, values in rule.get('unless', {}).items())


def check_rules(scheme, content):
    ignored = {(item['rule'], item.get('span')) for item in content.get('ignored', [])}
    for rule in scheme.get('rules', []):
        if 'requires' not in rule:
            continue
        end = rule.get('direction', 'from')
        have = {relation[end] for relation in content.get('relations', [])
                if relation['type'] == rule.get('requires')}
        for span in content['spans']:
            if (span['label'] in rule['labels'] and span['id'] not in have
                    and not is_exempt(rule, span) and (rule['id'], span['id']) not in ignored):
                yield f'{span["id"]}: {rule["message"]}: “{span["text"]}”'


def check_fit(scheme, content, clusters):
    """A layer document uses only what its scheme and its clusters have, and keeps the rules."""
    labels = {label['id']: label for label in scheme['labels']}
    types = {relation['id']: relation for relation in scheme['relations']}
    spans = {span['id']: span for span in content['spans']}
    for span in content['spans']:
        label = labels.get(span['label'])
        if label is None:
            yield f'{span["id"]}: “{span["label"]}” is no label'
            continue
        attributes = {attribute['id']: attribute for attribute in label.get('attributes', [])}
        for key, value in span.get('attributes', {}).items():
            if key not in attributes:
                yield f'{span["id"]}: “{span["label"]}” has no attribute “{key}”'
            else:
                yield from check_value(span, attributes[key], value)
        member = span.get('cluster', [])
        for cluster in [member] if isinstance(member, str) else member:
            if cluster not in clusters:
                yield f'{span["id"]}: “{cluster}” is no cluster'
    for relation in content['relations']:
        for end in ('from', 'to'):
            label = labels[spans[relation[end]]['label']]
            if not {label['id'], label['kind']} & set(types[relation['type']][end]):
                yield f'{relation["id"]}: no “{label["id"]}” may stand at its {end}'
    yield from check_rules(scheme, content)


def check_coverage(corpus, layers):
    """The sample is there to show and test these."""
    texts = [file.read_bytes().decode('utf-8') for file in sorted(corpus.rglob('*.txt'))]
    spans = [span for layer in layers for span in layer['spans']]
    paragraphs = [part for text in texts for part in text.splitlines()]
    wanted = {
        'five documents': len(texts) == 5,
        'curly quotation marks': any('“' in text and '”' in text for text in texts),
        'straight quotation marks': any('"' in text for text in texts),
        'French quotation marks': any('«\u00a0' in text for text in texts),
        'an emoji': any(re.search('[\U0001f300-\U0001faff]', text) for text in texts),
        'a combining accent': any('e\u0301' in text for text in texts),
        'a precomposed accent': any('é' in text for text in texts),
        'a no-break space': any('\u00a0' in text for text in texts),
        'CRLF': any(text.count('\r\n') == text.count('\n') > 0 for text in texts),
        'a byte order mark': any(text.startswith('\ufeff') for text in texts),
        'right-to-left lines': sum(bool(re.match('\\W*[\u0590-\u06ff]', part))
                                   for part in paragraphs) >= 3,
        'a long paragraph': any(len(part) > 2500 for part in paragraphs),
        'no final newline': any(not text.endswith('\n') for text in texts),
        'discontinuous spans': any(len(span['ranges']) > 1 for span in spans),
        'a span in several clusters': any(isinstance(span.get('cluster'), list)
                                          for span in spans),
        'documents done and in progress': {'done', 'in-progress'} <= {layer['status']
                                                                      for layer in layers},
        'crossing spans': any(a['ranges'][0][0] < b['ranges'][0][0] < a['ranges'][-1][1]
                              < b['ranges'][-1][1]
                              for layer in layers for a in layer['spans']
                              for b in layer['spans']
                              if len(a['ranges']) == len(b['ranges']) == 1),
    }
    return [f'the sample has not: {name}' for name, there in wanted.items() if not there]


# ---- broken files ------------------------------------------------------------------------------

def change(path, value):
    """A change of a copy: sets the member at path (the last step may be a new one)."""
    def apply(content):
        for step in path[:-1]:
            content = content[step]
        content[path[-1]] = value
    return apply


def drop(path):
    def apply(content):
        for step in path[:-1]:
            content = content[step]
        del content[path[-1]]
    return apply


BROKEN = [
    ('annotations', 'an id with a space', change(['spans', 0, 'id'], 'a b')),
    ('annotations', 'an empty id', change(['spans', 0, 'id'], '')),
    ('annotations', 'a span without ranges', drop(['spans', 0, 'ranges'])),
    ('annotations', 'an empty list of ranges', change(['spans', 0, 'ranges'], [])),
    ('annotations', 'a negative offset', change(['spans', 0, 'ranges'], [[-1, 4]])),
    ('annotations', 'a fractional offset', change(['spans', 0, 'ranges'], [[0.5, 4]])),
    ('annotations', 'a range of three numbers', change(['spans', 0, 'ranges'], [[0, 4, 8]])),
    ('annotations', 'an unknown status', change(['status'], 'finished')),
    ('annotations', 'an unknown origin', change(['spans', 0, 'origin'], 'machine')),
    ('annotations', 'a local time', change(['spans', 0, 'created'], '2026-03-20 09:00')),
    ('annotations', 'a path out of the corpus', change(['document', 'path'], '../a.txt')),
    ('annotations', 'an absolute path', change(['document', 'path'], '/etc/hosts')),
    ('annotations', 'a short hash', change(['document', 'sha256'], 'abc')),
    ('annotations', 'an attribute that is an object', change(['spans', 0, 'attributes'],
                                                             {'mention': {}})),
    ('annotations', 'a relation without an end', drop(['relations', 0, 'to'])),
    ('annotations', 'ranges that overlap', change(['spans', 0, 'ranges'], [[0, 4], [2, 6]])),
    ('annotations', 'a range past the end', change(['spans', 0, 'ranges'], [[0, 10 ** 6]])),
    ('annotations', 'another text', change(['spans', 0, 'text'], 'something else')),
    ('annotations', 'a relation to nowhere', change(['relations', 0, 'to'], 'nowhere')),
    ('annotations', 'an id that stands twice', lambda content: content['spans'].append(
        copy.deepcopy(content['spans'][-1]))),
    ('annotations', 'spans out of order', lambda content: content['spans'].reverse()),
    ('annotations', 'another format', change(['format'], 'scholiast-clusters')),
    ('clusters', 'a cluster without kind', drop(['clusters', 0, 'kind'])),
    ('clusters', 'an unknown verdict', change(['clusters', 0, 'verdicts'], [{'id': 'same'}])),
    ('clusters', 'a link to nowhere', change(['links', 0, 'from'], 'nowhere')),
    ('clusters', 'a merger into nowhere', change(['clusters', 0, 'mergedInto'], 'nowhere')),
    ('scheme', 'an unknown kind', change(['labels', 0, 'kind'], 'thing')),
    ('scheme', 'a colour by name', change(['labels', 0, 'color'], 'red')),
    ('scheme', 'a key of two characters', change(['labels', 0, 'key'], 'ab')),
    ('scheme', 'a key that stands twice', change(['labels', 0, 'key'], 'c')),
    ('scheme', 'a choice without values', drop(['labels', 0, 'attributes', 0, 'values'])),
    ('scheme', 'a default that is no value', change(['labels', 0, 'attributes', 0, 'default'],
                                                    'other')),
    ('scheme', 'an unknown severity', change(['rules', 0, 'severity'], 'fatal')),
    ('scheme', 'a rule that asks two things', change(['rules', 0, 'inside'], ['claim'])),
    ('scheme', 'a rule that counts nothing', change(['rules', 0, 'min'], -1)),
    ('scheme', 'a rule about marks that are none', lambda content: content['rules'].append(
        {'id': 'marks', 'labels': ['claim'], 'balanced': 'commas'})),
    ('scheme', 'a rule about an unknown relation', change(['rules', 0, 'requires'], 'none')),
    ('scheme', 'a relation from an unknown label', change(['relations', 0, 'from'], ['thing'])),
    ('scheme', 'a revision in words', change(['revision'], 'three')),
    ('layer', 'an unknown role', change(['role'], 'boss')),
    ('layer', 'no annotator', drop(['annotator'])),
    ('documents', 'a record without path', drop(['documents', 0, 'path'])),
    ('documents', 'a date in words', change(['documents', 0, 'published'], 'last week')),
    ('corpus', 'patterns that are no list', change(['documents'], '**/*.txt')),
    ('corpus', 'version 0', change(['version'], 0)),
]

BROKEN_BYTES = [
    ('a truncated file', b'{"format": "scholiast-layer", "version": 1'),
    ('a member twice', b'{"format": "scholiast-layer", "format": "x"}'),
    ('a byte order mark', b'\xef\xbb\xbf{}'),
    ('no UTF-8', b'{"annotator": "\xff"}'),
    ('NaN', b'{"version": NaN}'),
]


def check_file_content(validators, kind, content, corpus):
    """All that is wrong with a file of a kind, most telling first."""
    problems = [f'/{"/".join(map(str, error.absolute_path))}: {error.message[:200]}'
                for error in validators[kind].iter_errors(content)]
    return problems or list(check_meaning(kind, content, corpus))


def corpus_of(path):
    """The folder above a file that holds scholiast.json."""
    for folder in path.resolve().parents:
        if (folder / 'scholiast.json').is_file():
            return folder
    return None


def native_files(path):
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise FileNotFoundError(f'{path}: no such file or folder')
    return sorted(file for file in path.rglob('*.json') if '.scholiast' not in file.parts)


def load_validators(tap):
    validators = {}
    for kind in KINDS:
        file = SCHEMAS / f'{kind}.schema.json'
        try:
            schema = parse(file.read_bytes())
            jsonschema.Draft202012Validator.check_schema(schema)
        except (OSError, ValueError, jsonschema.SchemaError) as error:
            tap.check(f'schema {file.name}', [str(error)])
            continue
        validators[kind] = jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.FormatChecker())
        problems = [] if schema['$id'].endswith('/' + file.name) else ['its $id is another']
        problems += [f'{place}: no description' for place in undescribed(schema)]
        tap.check(f'schema {file.name}', problems)
    return validators


def undescribed(node, place=''):
    """Members that say nothing about themselves, not even where they refer to."""
    if not isinstance(node, dict):
        return
    for key, value in node.get('properties', {}).items():
        if '$ref' not in value and 'description' not in value:
            yield f'{place}/{key}'
        yield from undescribed(value, f'{place}/{key}')
    for key, value in node.get('$defs', {}).items():
        yield from undescribed(value, f'{place}/$defs/{key}')
    for part in [node.get('items')] + node.get('anyOf', []):
        yield from undescribed(part, place)


def check_one(tap, validators, path, bundled):
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    try:
        data = path.read_bytes()
        content = parse(data)
    except (OSError, ValueError) as error:
        tap.check(name, [str(error)])
        return None
    kind = kind_of(content)
    if kind is None:
        tap.check(name, ['"format" names none of the native files'] if bundled else [])
        return None
    problems = check_file_content(validators, kind, content, corpus_of(path))
    if bundled and not problems:
        problems = list(check_layout(kind, content, data))
    tap.check(name, problems)
    return None if problems else (kind, content)


def check_sample(tap, sample):
    """The bundled corpus as a whole."""
    found = {}
    for kind, content in sample.values():
        found.setdefault(kind, []).append(content)
    scheme = found['scheme'][0]
    clusters = {cluster['id'] for cluster in found['clusters'][0]['clusters']}
    ids = [record['id'] for layer in found['annotations']
           for record in layer['spans'] + layer['relations']] + list(clusters)
    problems = [] if len(ids) == len(set(ids)) else ['an id stands twice in the layer']
    for layer in found['annotations']:
        problems += check_fit(scheme, layer, clusters)
    tap.check('the sample fits its scheme and its clusters', problems)
    corpus = ROOT / 'data' / 'sample'
    tap.check('the sample shows what it is there for',
              check_coverage(corpus, found['annotations']))
    same = (corpus / 'scheme.json').read_bytes() == (
        ROOT / 'data' / 'schemes' / 'news.json').read_bytes()
    tap.check('the scheme of the sample is the News scheme', [] if same else ['they differ'])


def table_row(label):
    """How a label stands in the documentation."""
    name = ('– ' if label.get('parent') else '') + label['name']
    return f'| {label["key"]} | {name} | `{label["id"]}` | '


def check_described(tap, path, scheme):
    """docs/schemes.md has each bundled scheme, with each of its labels, relations and rules."""
    text = (ROOT / 'docs' / 'schemes.md').read_text(encoding='utf-8')
    wanted = [f'| [`{path.stem}`](', f'\n## {scheme["name"]}\n']
    wanted += [table_row(label) for label in scheme['labels']]
    text = text.replace('\n  ', ' ')
    wanted += [f'- **{relation["name"]}** (' for relation in scheme.get('relations', [])]
    wanted += [f'- *{rule["message"]}*' for rule in scheme.get('rules', [])]
    wanted += [reference.split(':')[0] for reference in scheme.get('literature', [])]
    tap.check(f'docs/schemes.md describes {path.stem}',
              [f'lacks “{piece.strip()}”' for piece in wanted if piece not in text])


def check_broken(tap, validators, sample):
    corpus = ROOT / 'data' / 'sample'
    whole = {kind: content for kind, content in sample.values()}
    for kind, name, apply in BROKEN:
        content = copy.deepcopy(whole[kind])
        apply(content)
        refused = check_file_content(validators, kind, content, corpus)
        tap.check(f'refused: {kind}: {name}', [] if refused else ['it was accepted'])
    for name, data in BROKEN_BYTES:
        try:
            parse(data)
            tap.check(f'refused: {name}', ['it was accepted'])
        except ValueError:
            tap.check(f'refused: {name}', [])


def main(arguments):
    tap = Tap()
    validators = load_validators(tap)
    if len(validators) < len(KINDS):
        return tap.finish()
    for path in native_files(ROOT / 'data' / 'schemes'):
        found = check_one(tap, validators, path, True)
        if found:
            check_described(tap, path, found[1])
    files = native_files(ROOT / 'data' / 'sample')
    sample = {path: check_one(tap, validators, path, True) for path in files}
    if files and all(sample.values()):
        check_sample(tap, sample)
        check_broken(tap, validators, sample)
    else:
        tap.check('the sample can be checked', ['a file of it is broken or missing'])
    for argument in arguments:
        try:
            for path in native_files(Path(argument)):
                check_one(tap, validators, path.resolve(), False)
        except OSError as error:
            tap.check(argument, [str(error)])
    return tap.finish()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
