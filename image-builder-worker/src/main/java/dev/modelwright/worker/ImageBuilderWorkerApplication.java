package dev.modelwright.worker;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The image-builder-worker as a process of its own. */
@SpringBootApplication
public class ImageBuilderWorkerApplication {

  /** The application with its own configuration; standalone starts it with more properties. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(ImageBuilderWorkerApplication.class)
        .properties("spring.config.name=image-builder-worker");
  }

  public static void main(String[] arguments) {
    builder().run(arguments);
  }
}
