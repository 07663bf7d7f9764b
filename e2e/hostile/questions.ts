import type { Attack } from './attack'

const SAMPLE = 'source=sample&s=localhost:5000/docker-layer-linked'

const asked = (title: string, path: string, status: number, says: RegExp): Attack => ({
  title,
  async ask({ app }) {
    const answer = await fetch(app.url + path, { redirect: 'manual' })
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
    return { status: answer.status, text: `${headers}\n\n${await answer.text()}` }
  },
  status,
  says,
})
const named = (name: string) => encodeURIComponent(`;name=${name}`)

/** What is asked for in a link. */
export const QUESTIONS: readonly Attack[] = [
  asked(
    'a file name with line ends and quotes',
    `/api/compare.csv?${SAMPLE}${named('"\r\nset-cookie: a=b')}&card=total`,
    200,
    /^(?!.*^set-cookie).*content-disposition: [^"]*(?:"[^"]*")?[^"]*$/ms,
  ),
  asked(
    'a formula as a name',
    `/api/compare.csv?${SAMPLE}${named('=cmd|/c calc')}&card=total`,
    200,
    /^(?!.*(?:^|[,"])=cmd)/s,
  ),
  asked(
    'a script as a name',
    `/api/compare.html?${SAMPLE}${named('<script>alert(1)</script>')}&card=total`,
    200,
    /^(?!.*<script>alert).*sandbox/s,
  ),
  asked(
    'an event as a name',
    `/api/compare.svg?${SAMPLE}${named('"><a onload=alert(1)>')}&card=total`,
    200,
    /^(?!.*<a onload)/s,
  ),
  asked(
    'a pattern that takes for ever',
    `/api/compare?${SAMPLE};order=${encodeURIComponent('/^(([0-9.]+)+)+$!/')}`,
    200,
    /"strategies"/,
  ),
  asked(
    'a filter that takes for ever',
    `/api/compare?${SAMPLE};tags=${'*0'.repeat(200)}`,
    200,
    /"strategies"/,
  ),
  asked('a place to go on to', '/sign-in?next=//evil.example', 404, /^(?!.*location: .*evil)/is),
  asked('a picture of a million points', `/api/compare.png?${SAMPLE}&card=total&dpr=1000`, 400, /dpr/),
  asked('a file out of the folder', '/api/snapshot?source=snapshot:../../etc/passwd', 404, /^(?!.*root:)/s),
]
