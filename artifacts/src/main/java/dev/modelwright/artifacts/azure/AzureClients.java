package dev.modelwright.artifacts.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;

/** How all clients of Azure connect, wait and try again. */
final class AzureClients {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration READ_LIMIT = Duration.ofSeconds(60);
  private static final int MOST_TRIES = 4;

  private AzureClients() {}

  static HttpClient http() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(CONNECT_LIMIT)
        .responseTimeout(READ_LIMIT)
        .readTimeout(READ_LIMIT)
        .writeTimeout(READ_LIMIT)
        .build();
  }

  static RequestRetryOptions retries() {
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        MOST_TRIES,
        READ_LIMIT,
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        null);
  }
}
