# docker run --rm --read-only -v "$PWD:/work" kamaji-metal3 lint
FROM node:22-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run --silent build && rm -f dist/*.cache

FROM node:22-slim
COPY --from=build /source/package.json /source/LICENSE /opt/kamaji-metal3/
COPY --from=build /source/dist /opt/kamaji-metal3/dist
RUN rm -rf /opt/kamaji-metal3/dist/extension.cjs /opt/kamaji-metal3/dist/server.cjs /opt/kamaji-metal3/dist/server-main.cjs \
  && ln -s /opt/kamaji-metal3/dist/cli.cjs /usr/local/bin/kamaji-metal3
# The file system can be read-only, so nothing is compiled to disk.
ENV NODE_DISABLE_COMPILE_CACHE=1
USER node
WORKDIR /work
ENTRYPOINT ["kamaji-metal3"]
CMD ["lint"]
