export interface SampleCall {
  method: string
  url: string
  headers: [string, string][]
  body: string
}

export type Language = 'curl' | 'javascript' | 'java' | 'python'

export const LANGUAGES: Record<Language, string> = { curl: 'curl', javascript: 'JavaScript', java: 'Java', python: 'Python' }

/** A call as a program that makes it. Values are quoted for the language, so that none of them can become code. */
export function sample(language: Language, call: SampleCall): string {
  return WRITERS[language](call)
}

const shell = (text: string) => `'${text.replace(/'/g, `'\\''`)}'`
/** JSON's string form is one of JavaScript, Java and Python, too. */
const quoted = (text: string) => JSON.stringify(text)

const WRITERS: Record<Language, (call: SampleCall) => string> = {
  curl: ({ method, url, headers, body }) =>
    [
      `curl${method === 'GET' ? '' : ` -X ${method}`} ${shell(url)}`,
      ...headers.map(([name, value]) => `-H ${shell(`${name}: ${value}`)}`),
      ...(body ? [`--data-raw ${shell(body)}`] : []),
    ].join(' \\\n  '),

  javascript: ({ method, url, headers, body }) =>
    [
      `const response = await fetch(${quoted(url)}, {`,
      `  method: ${quoted(method)},`,
      `  headers: {${headers.map(([name, value]) => ` ${quoted(name)}: ${quoted(value)}`).join(',')} },`,
      ...(body ? [`  body: ${quoted(body)},`] : []),
      '})',
      'console.log(response.status, await response.text())',
    ].join('\n'),

  java: ({ method, url, headers, body }) =>
    [
      'HttpRequest request = HttpRequest.newBuilder()',
      `        .uri(URI.create(${quoted(url)}))`,
      ...headers.map(([name, value]) => `        .header(${quoted(name)}, ${quoted(value)})`),
      `        .method(${quoted(method)}, ${body ? `HttpRequest.BodyPublishers.ofString(${quoted(body)})` : 'HttpRequest.BodyPublishers.noBody()'})`,
      '        .build();',
      'HttpResponse<String> response = HttpClient.newHttpClient()',
      '        .send(request, HttpResponse.BodyHandlers.ofString());',
      'System.out.println(response.statusCode() + " " + response.body());',
    ].join('\n'),

  python: ({ method, url, headers, body }) =>
    [
      'import requests',
      '',
      'response = requests.request(',
      `    ${quoted(method)},`,
      `    ${quoted(url)},`,
      `    headers={${headers.map(([name, value]) => `${quoted(name)}: ${quoted(value)}`).join(', ')}},`,
      ...(body ? [`    data=${quoted(body)}.encode(),`] : []),
      ')',
      'print(response.status_code, response.text)',
    ].join('\n'),
}
