package dev.modelwright.cli.environment;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import dev.modelwright.cli.session.TagsOption;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code env setup}. */
@Command(
    name = "setup",
    description =
        "Set up an environment; the server tries its container registry before it says yes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright env setup -c --cluster-name test --location eastus",
      "  modelwright env setup -n prod -g housing -l eastus2 --acr registry.example.org \\",
      "      --acr-username builder --acr-password-file password.txt --repository-prefix prices"
    })
public final class SetUpEnvironmentCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private EnvironmentNameOptions name;
  @Mixin private ContainerRegistryOptions containerRegistry;
  @Mixin private LimitOptions limits;
  @Mixin private TagsOption tags;
  @Mixin private ClusterOptions cluster;

  @Option(
      names = {"-l", "--location"},
      required = true,
      description = "Where it is; any word.")
  private String location;

  @Option(
      names = {"-d", "--description"},
      paramLabel = "TEXT",
      description = "What it is for.")
  private String description;

  @Option(
      names = "--runtime",
      paramLabel = "TYPE=NAME",
      description =
          "The serving runtime that takes the place of the usual one for SparkPython, Python or PythonSlim; may be repeated.")
  private Map<String, String> runtimes = new LinkedHashMap<>();

  @Option(
      names = "--artifact-store",
      paramLabel = "NAME",
      description =
          "Where uploads and build logs go; one that the operator set up, else the default.")
  private String artifactStore;

  public SetUpEnvironmentCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ResourceName wanted = name.orUsualGroup(session);
    ObjectNode request = request();
    tellIgnored();
    Resource made = new Environments(session, options).put(wanted, request);
    if (options.isForProgram()) {
      session.print(options, made, Environments.COLUMNS);
    } else {
      describe(ResourceName.of(made));
    }
  }

  private ObjectNode request() {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put("location", location);
    tags.json().ifPresent(given -> request.set("tags", given));
    ObjectNode properties = request.putObject("properties").put("clusterType", "Local");
    if (description != null) {
      properties.put("description", description);
    }
    containerRegistry.json().ifPresent(given -> properties.set("containerRegistry", given));
    limits.json().ifPresent(given -> properties.set("limits", given));
    if (!runtimes.isEmpty()) {
      ObjectNode names = properties.putObject("runtimes");
      runtimes.forEach(names::put);
    }
    if (artifactStore != null) {
      properties.put("artifactStore", artifactStore);
    }
    return request;
  }

  private void tellIgnored() {
    List<String> ignored = cluster.given();
    if (!ignored.isEmpty()) {
      session
          .terminal()
          .err()
          .println(
              "Not used: %s. Images need no cluster, and files lie in the environment's artifact store."
                  .formatted(String.join(", ", ignored)));
    }
  }

  private void describe(ResourceName made) {
    PrintWriter out = session.narration(options);
    out.println("Environment %s is set up.".formatted(made.name()));
    out.println("Use it: 'modelwright env set -n %s -g %s'".formatted(made.name(), made.group()));
    out.println(
        "More details: 'modelwright env show -n %s -g %s'".formatted(made.name(), made.group()));
  }
}
