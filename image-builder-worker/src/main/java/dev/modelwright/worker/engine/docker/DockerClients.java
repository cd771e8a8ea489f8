package dev.modelwright.worker.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Two clients of one engine.
 *
 * @param calls for what answers at once; a frozen engine ends in a timeout
 * @param streams for what lasts as long as a container runs or an image is pulled
 */
record DockerClients(DockerClient calls, DockerClient streams) {

  private static final int MAX_CONNECTIONS = 100;

  static DockerClients of(DockerProperties properties) {
    DefaultDockerClientConfig.Builder builder =
        DefaultDockerClientConfig.createDefaultConfigBuilder();
    if (properties.host() != null) {
      builder.withDockerHost(properties.host().toString());
    }
    DockerClientConfig config = builder.build();
    return new DockerClients(
        client(config, properties.connectTimeout(), properties.responseTimeout()),
        client(config, properties.connectTimeout(), Duration.ZERO));
  }

  private static DockerClient client(
      DockerClientConfig config, Duration connectTimeout, Duration responseTimeout) {
    return DockerClientImpl.getInstance(
        config,
        new ApacheDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(connectTimeout)
            .responseTimeout(responseTimeout)
            .build());
  }

  void close() {
    try (calls;
        streams) {
      // Closed by leaving the block, both of them.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
