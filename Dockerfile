# A node. Built from the distribution: mvn package, then docker build -t weir .
FROM eclipse-temurin:21-jre-noble AS unpacked
ARG VERSION=0.1.0-SNAPSHOT
COPY target/weir-${VERSION}.tar.gz /tmp/weir.tar.gz
RUN mkdir /opt/weir && tar -xzf /tmp/weir.tar.gz -C /opt/weir --strip-components=1

FROM eclipse-temurin:21-jre-noble
LABEL org.opencontainers.image.title="Weir" \
      org.opencontainers.image.description="A Redis-backed API gateway whose nodes register themselves" \
      org.opencontainers.image.licenses="Apache-2.0"
# Numbers, so that a cluster can see that this is not root.
RUN groupadd --system --gid 10001 weir \
    && useradd --system --uid 10001 --gid weir --home-dir /var/lib/weir --create-home --shell /usr/sbin/nologin weir
COPY --from=unpacked /opt/weir /opt/weir
# conf/cluster.xml is written there, and the archive of classes.
RUN mkdir -p /etc/weir /opt/weir/cds \
    && cp /opt/weir/conf/config.xml /opt/weir/conf/logback.xml /etc/weir/ \
    && chown -R weir:weir /etc/weir /opt/weir/cds /var/lib/weir
USER 10001:10001
# Leaves the archive of loaded classes behind, with which nodes start in two thirds of the time.
RUN ["/opt/weir/weir", "demo", "--once", "--no-analytics"]
WORKDIR /var/lib/weir
ENV WEIR_LISTENERS_ADMIN_HOST=0.0.0.0
# Traffic, AJP, admin API.
EXPOSE 8080 8009 9000
VOLUME ["/var/lib/weir"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=2s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9000 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["/opt/weir/weir"]
CMD ["start", "--conf", "/etc/weir", "--data", "/var/lib/weir"]
