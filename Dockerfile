# docker run --rm --read-only -v "$PWD:/work" kamaji-metal3 lint
FROM node:22-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# Without the extension. The compile cache of the command line stays, because the other stage has the same Node.js.
RUN npm run --silent build \
  && rm -rf dist/extension.cjs dist/server.cjs dist/server-main.cjs dist/server-main.cjs.cache dist/snippets.code-snippets

FROM node:22-slim
COPY --from=build /source/package.json /source/LICENSE /opt/kamaji-metal3/
COPY --from=build /source/dist /opt/kamaji-metal3/dist
RUN ln -s /opt/kamaji-metal3/dist/cli.cjs /usr/local/bin/kamaji-metal3
# The file system can be read-only, so nothing is compiled to disk.
ENV NODE_DISABLE_COMPILE_CACHE=1
USER node
WORKDIR /work
ENTRYPOINT ["kamaji-metal3"]
CMD ["lint"]
