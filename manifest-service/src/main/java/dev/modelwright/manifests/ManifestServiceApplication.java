package dev.modelwright.manifests;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The manifest-service as a process of its own. */
@SpringBootApplication
public class ManifestServiceApplication {

  /** The application with its own configuration; standalone starts it with more properties. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(ManifestServiceApplication.class)
        .properties("spring.config.name=manifest-service");
  }

  public static void main(String[] arguments) {
    builder().run(arguments);
  }
}
