package dev.modelwright.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The gateway as a process of its own. */
@SpringBootApplication
public class GatewayApplication {

  /** The application with its own configuration; standalone starts it with more properties. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(GatewayApplication.class)
        .properties("spring.config.name=gateway");
  }

  public static void main(String[] arguments) {
    builder().run(arguments);
  }
}
