package dev.modelwright.registry;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The registry-service as a process of its own. */
@SpringBootApplication
public class RegistryServiceApplication {

  /** The application with its own configuration; standalone starts it with more properties. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(RegistryServiceApplication.class)
        .properties("spring.config.name=registry-service");
  }

  public static void main(String[] arguments) {
    builder().run(arguments);
  }
}
