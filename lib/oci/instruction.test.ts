import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstruction } from './instruction'

const hash = 'dd51994e46c77756c3a9f0b5d3d4c8a1b2f7e6d5c4b3a29180716253443526170'
const textOf = (createdBy: string) => parseInstruction(createdBy).text
const keywordOf = (createdBy: string) => parseInstruction(createdBy).keyword

describe('parseInstruction', () => {
  it.each([
    ['/bin/sh -c #(nop)  CMD ["/bin/sh"]', 'CMD ["/bin/sh"]'],
    ['/bin/sh -c #(nop)  CMD ["nginx" "-g" "daemon off;"]', 'CMD ["nginx", "-g", "daemon off;"]'],
    ['/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "echo \\"a\\" | cat"]', 'CMD echo "a" | cat'],
    ['/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "a \\\\\\n\\t&& b"]', 'CMD a \\ && b'],
    ['/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" ""]', 'CMD ["/bin/sh", "-c", ""]'],
    ['/bin/sh -c #(nop)  CMD []', 'CMD []'],
    ['/bin/sh -c #(nop)  ENV PATH=/usr/bin:/bin', 'ENV PATH=/usr/bin:/bin'],
    ['/bin/sh -c #(nop) WORKDIR /app', 'WORKDIR /app'],
    ['/bin/sh -c #(nop)  MAINTAINER Ann <ann@example.org>', 'MAINTAINER Ann <ann@example.org>'],
    ['/bin/sh -c #(nop)  EXPOSE 80', 'EXPOSE 80'],
    ['/bin/sh -c #(nop)  ONBUILD RUN make', 'ONBUILD RUN make'],
    ['/bin/sh -c rm -rf x', 'RUN rm -rf x'],
    ['/bin/bash -o pipefail -c curl x | tar x', 'RUN curl x | tar x'],
    ['/bin/bash -o pipefail -c #(nop)  USER app', 'USER app'],
    ['/bin/sh -c echo "#(nop) CMD"', 'RUN echo "#(nop) CMD"'],
  ])('reads the classic %j as %j', (createdBy, text) => expect(textOf(createdBy)).toBe(text))

  it.each([
    ['RUN /bin/sh -c make /app # buildkit', 'RUN make /app'],
    ['RUN /bin/bash -eo pipefail -c make # buildkit', 'RUN make'],
    ['RUN make install # buildkit', 'RUN make install'],
    ['COPY . /app # buildkit', 'COPY . /app'],
    ['COPY --chown=1:1 --link /src /app # buildkit', 'COPY --chown=1:1 --link /src /app'],
    ['COPY <<EOF /etc/motd # buildkit', 'COPY <<EOF /etc/motd'],
    ['ADD https://example.org/x.tar / # buildkit', 'ADD https://example.org/x.tar /'],
    ['WORKDIR /app', 'WORKDIR /app'],
    ['ENV A=b', 'ENV A=b'],
    ['ARG X=1', 'ARG X=1'],
    ['LABEL a=b', 'LABEL a=b'],
    ['USER app', 'USER app'],
    ['STOPSIGNAL SIGTERM', 'STOPSIGNAL SIGTERM'],
    ['ENTRYPOINT ["/x"]', 'ENTRYPOINT ["/x"]'],
    ['EXPOSE map[80/tcp:{}]', 'EXPOSE 80/tcp'],
    ['EXPOSE map[443/tcp:{} 80/udp:{}]', 'EXPOSE 443/tcp 80/udp'],
    ['EXPOSE [80/tcp 443/tcp]', 'EXPOSE 80/tcp 443/tcp'],
    ['VOLUME [/data]', 'VOLUME /data'],
    ['VOLUME [/data /log]', 'VOLUME /data /log'],
    ['VOLUME ["/data","/log"]', 'VOLUME ["/data", "/log"]'],
    ['SHELL [/bin/bash -o pipefail -c]', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]'],
    ['RUN <<EOF (apt-get update...) # buildkit', 'RUN <<EOF (apt-get update...)'],
    [
      'RUN /bin/sh -c apt-get update\n  apt-get install -y x\r\n\n# last\n # buildkit',
      'RUN apt-get update ¶ apt-get install -y x ¶ # last',
    ],
    ['LABEL about=one\ntwo', 'LABEL about=one ¶ two'],
    [
      'RUN /bin/sh -c apt-get update &&\tmake \\\n\t&& rm -rf /x # buildkit',
      'RUN apt-get update && make \\ && rm -rf /x',
    ],
  ])('reads BuildKit’s %j as %j', (createdBy, text) => expect(textOf(createdBy)).toBe(text))

  it.each([
    [`&{["CMD-SHELL" "curl x"] "30s" "0s" "0s" "0s" '\\x00'}`, '--interval=30s CMD curl x'],
    [
      `&{["CMD-SHELL" "curl -f \\"x\\" || exit 1"] "5m0s" "3s" "0s" '\\x03'}`,
      '--interval=5m --timeout=3s --retries=3 CMD curl -f "x" || exit 1',
    ],
    [
      `&{["CMD" "x" "-y"] "0s" "0s" "1h0m0s" "5s" '\\n'}`,
      '--start-period=1h --start-interval=5s --retries=10 CMD ["x", "-y"]',
    ],
    [`&{["CMD" "x"] "0s" "0s" "0s" "0s" '\\''}`, '--retries=39 CMD ["x"]'],
    [`&{["CMD" "x"] "0s" "0s" "0s" "0s" '0'}`, '--retries=48 CMD ["x"]'],
    [`&{["NONE"] "0s" "0s" "0s" "0s" '\\x00'}`, 'NONE'],
    ['CMD curl x', 'CMD curl x'],
  ])('restores HEALTHCHECK %s', (args, text) => {
    expect(textOf(`HEALTHCHECK ${args}`)).toBe(`HEALTHCHECK ${text}`)
    expect(textOf(`/bin/sh -c #(nop)  HEALTHCHECK ${args}`)).toBe(`HEALTHCHECK ${text}`)
  })

  it.each([
    ['cmd /S /C #(nop) ENV A=b', 'ENV A=b'],
    ['cmd /S /C dir', 'RUN dir'],
    ['RUN cmd /S /C dir # buildkit', 'RUN dir'],
    ['powershell -Command Install-X -Force', 'RUN Install-X -Force'],
    [
      "powershell -Command $ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; #(nop) CMD [\"x\"]",
      'CMD ["x"]',
    ],
    ['C:\\Windows\\System32\\cmd.exe /S /C #(nop) WORKDIR C:\\app', 'WORKDIR C:\\app'],
  ])('reads the Windows line %j as %j', (createdBy, text) => expect(textOf(createdBy)).toBe(text))

  it.each([
    ...['', 'sh', '/bin/bash', 'bash -c make', 'Imported from -', 'nixpkgs', 'constructor'],
    "# debian.sh --arch 'amd64' out/ 'trixie' '@1700000000'",
    'bazel build //base:base',
  ])('leaves %j as it is, without a keyword', (text) => {
    expect(parseInstruction(text)).toEqual({ keyword: '', text, original: text, comparable: text })
  })

  it.each([
    [`/bin/sh -c #(nop) COPY dir:${hash} in . `, `COPY dir:${hash} in .`, 'COPY in .'],
    [`/bin/sh -c #(nop) ADD file:${hash} in / `, `ADD file:${hash} in /`, 'ADD in /'],
    [`/bin/sh -c #(nop) COPY multi:${hash} in /a b/ `, `COPY multi:${hash} in /a b/`, 'COPY in /a b/'],
    [
      `/bin/sh -c #(nop) COPY --chown=1:1file:${hash} in /x `,
      `COPY --chown=1:1 file:${hash} in /x`,
      'COPY --chown=1:1 in /x',
    ],
  ])('tells what %j copied from where it copied it to', (createdBy, text, comparable) => {
    expect(parseInstruction(createdBy)).toMatchObject({ text, comparable, contentHash: hash })
  })

  it('reads as much of a hash as docker history left', () => {
    expect(parseInstruction('/bin/sh -c #(nop) COPY dir:d05b367ca9e2aea12…')).toMatchObject({
      text: 'COPY dir:d05b367ca9e2aea12…',
      contentHash: 'd05b367ca9e2aea12',
      comparable: 'COPY',
    })
  })

  it.each([
    ['|1 A=b /bin/sh -c make', 'make', 'A=b'],
    ['RUN |2 A=b C=d /bin/sh -c make # buildkit', 'make', 'A=b C=d'],
    ['RUN |2 A=two words C=d /bin/bash -o pipefail -c make # buildkit', 'make', 'A=two words C=d'],
    ['|2 A=b C=d make install', 'make install', 'A=b C=d'],
    ['|3 A=b', '', 'A=b'],
  ])('takes the build arguments out of %j', (createdBy, command, buildArgs) => {
    expect(parseInstruction(createdBy)).toMatchObject({
      keyword: 'RUN',
      text: `RUN ${command}`.trim(),
      buildArgs,
    })
  })

  it('reads one step alike whichever builder recorded it', () => {
    const classic = parseInstruction('/bin/sh -c apt-get  update')
    expect(classic.comparable).toBe(parseInstruction('RUN /bin/sh -c apt-get update # buildkit').comparable)
  })

  const fragments = `/bin/sh -c ~#(nop) ~|2 ~A=b ~CMD ~["a" ~"]~\\~&{[~COPY ~file:0a~ in ~HEALTHCHECK ~'\\x03'}~\n~"\\t`
  const fragment = fc.constantFrom(...fragments.split('~'))
  const record = fc.array(fc.oneof(fragment, fc.string({ maxLength: 4 }))).map((parts) => parts.join(''))

  it('never throws, keeps the record, and folds white space whatever it is given', () => {
    fc.assert(
      fc.property(record, (createdBy) => {
        const { keyword, text, original, comparable } = parseInstruction(createdBy)
        expect(original).toBe(createdBy)
        expect(text).toMatch(/^(?:\S+(?: \S+)*)?$/)
        expect(text.startsWith(keyword)).toBe(true)
        expect(comparable.startsWith(keyword)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('tells nothing but the sources apart in two classic copies to one place', () => {
    const hashes = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
    fc.assert(
      fc.property(hashes, hashes, (a, b) => {
        const [one, other] = [a, b].map((of) => parseInstruction(`/bin/sh -c #(nop) COPY file:${of} in /x `))
        expect(one?.comparable).toBe(other?.comparable)
        expect(one?.contentHash === other?.contentHash).toBe(a === b)
      }),
    )
  })

  it('reads a megabyte of anything at once, behind any opening', () => {
    const units = `a~ ~"~\\"~"a" ~/bin/sh -a ~ /bin/sh -c~C:\\~ --a~file:0~-o pipefail `.split('~')
    const openings =
      `~|9999 ~RUN |3 A=~/bin/sh -~/bin/sh -c #(nop) COPY --~CMD ["~pwsh -~SHELL [~CMD [`.split('~')
    for (const unit of units) {
      for (const opening of openings) {
        const start = performance.now()
        parseInstruction(opening + unit.repeat(1_000_000 / unit.length))
        expect(performance.now() - start).toBeLessThan(1000)
      }
    }
  }, 300_000)

  it('knows a keyword only in capitals and as a word', () => {
    expect(['RUNNER x', 'run x', 'user x', 'CMD'].map(keywordOf)).toEqual(['', '', '', 'CMD'])
  })
})

describe('a command that is recorded as a list', () => {
  const text = (args: string) => parseInstruction(`/bin/sh -c #(nop)  ${args}`).text
  it.each([
    ['CMD ["/bin/sh" "-c" "run  it"]', 'CMD run it'],
    ['CMD ["/bin/bash" "-c" "run"]', 'CMD ["/bin/bash", "-c", "run"]'],
    ['CMD ["/bin/sh" "-e" "run"]', 'CMD ["/bin/sh", "-e", "run"]'],
    ['CMD ["/bin/sh" "-c" "run" "it"]', 'CMD ["/bin/sh", "-c", "run", "it"]'],
    ['CMD ["/bin/sh" "-c"]', 'CMD ["/bin/sh", "-c"]'],
    // An escape that Go has and JSON has not.
    [String.raw`CMD ["/bin/sh" "-c" "\x41"]`, String.raw`CMD ["/bin/sh", "-c", "\x41"]`],
    ['CMD x"a"]', 'CMD x"a"]'],
    ['CMD ["a"] b', 'CMD ["a"] b'],
    [
      String.raw`HEALTHCHECK &{[] "30s" "0s" "0s" '\x00'}`,
      String.raw`HEALTHCHECK &{[] "30s" "0s" "0s" '\x00'}`,
    ],
  ])('%s is %s', (recorded, expected) => expect(text(recorded)).toBe(expected))
})
