package dev.modelwright.gateway.document.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves Swagger UI from its webjar as a page on our document; nothing comes from elsewhere. */
public final class DocumentPage implements WebMvcConfigurer {

  private static final String PATHS = "/docs/**";
  private static final String OURS = "classpath:/dev/modelwright/gateway/document/page/";
  private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /** Swagger UI sets styles from its script. */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(PATHS)
        .addResourceLocations(
            OURS, "classpath:/META-INF/resources/webjars/swagger-ui/" + version() + "/");
  }

  private static String version() {
    try (InputStream file = new ClassPathResource(WEBJAR).getInputStream()) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new PolicyHeader()).addPathPatterns(PATHS);
  }

  private static final class PolicyHeader implements HandlerInterceptor {

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      response.setHeader("Content-Security-Policy", POLICY);
      response.setHeader("X-Content-Type-Options", "nosniff");
      return true;
    }
  }
}
