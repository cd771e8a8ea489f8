package dev.modelwright.cli.session;

import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Pause;
import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.gateway.Token;
import dev.modelwright.cli.gateway.Trace;
import dev.modelwright.cli.login.LoginFile;
import dev.modelwright.cli.output.Column;
import dev.modelwright.cli.output.ResourcePrinter;
import dev.modelwright.cli.profile.ProfileFile;
import dev.modelwright.cli.profile.ResourceName;
import dev.modelwright.cli.terminal.Terminal;
import dev.modelwright.cli.upload.Uploader;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What one run of the command works with.
 *
 * @param clock for progress
 */
public record Session(Settings settings, Terminal terminal, InstantSource clock, Pause pause) {

  private static final Query ORIGINAL_VERSION =
      Query.none().and("api-version", "2017-09-01-preview");

  /** The active account of the server, not yet spoken to. */
  public Gateway gateway(GlobalOptions options) {
    return activeAccount()
        .map(account ->
            gateway(
                options,
                "/api/subscriptions/%s/resourceGroups/%s/accounts/%s"
                    .formatted(account.subscription(), account.group(), account.name()),
                ORIGINAL_VERSION))
        .orElseGet(() -> gateway(options, "", Query.none()));
  }

  /**
   * The server's accounts and environments.
   *
   * @param apiVersion that all calls name
   */
  public Gateway resourceManager(GlobalOptions options, String apiVersion) {
    return gateway(options, "", Query.none().and("api-version", apiVersion));
  }

  /** What the address of the server names, else what is active; empty for the default one. */
  public Optional<ResourceName> activeAccount() {
    return settings.account().or(() -> profiles().read().account());
  }

  public ProfileFile profiles() {
    return settings.profiles();
  }

  /** What the server says of itself and of who may call it. */
  public Gateway directory(GlobalOptions options) {
    return gateway(options, "", Query.none());
  }

  public URI server() {
    return settings.server();
  }

  public LoginFile logins() {
    return settings.logins();
  }

  /** Of the environment, else of the login at the server, else what a server here has left. */
  public Token token() {
    return settings
        .givenToken()
        .or(() -> logins().token(server(), clock.instant()))
        .orElseGet(settings::keptToken);
  }

  private Gateway gateway(GlobalOptions options, String path, Query always) {
    return new Gateway(
        URI.create(settings.server() + path),
        always,
        this::token,
        new Trace(terminal, options.traceLevel()),
        pause);
  }

  /** The environment that {@code env set} chose; empty for the account's own. */
  public Optional<String> computeResourceId() {
    return profiles().read().environment().map(ResourceName::environmentId);
  }

  public Uploader uploader(Gateway gateway) {
    return new Uploader(
        gateway, computeResourceId(), terminal, settings.temporaryFolder(), clock, pause);
  }

  /** Prints one resource as the options say. */
  public void print(GlobalOptions options, Resource resource, List<Column> columns) {
    printer(options).print(resource, columns);
  }

  /** Prints several resources as the options say. */
  public void print(GlobalOptions options, List<Resource> resources, List<Column> columns) {
    printer(options).print(resources, columns);
  }

  /** Prints one of many resources, of which none says how many come, on one line. */
  public void printLine(GlobalOptions options, Resource resource, List<Column> columns) {
    printer(options).printLine(resource, columns);
  }

  private ResourcePrinter printer(GlobalOptions options) {
    return new ResourcePrinter(terminal, options.output(), options.query());
  }

  /** Where people's text goes: standard output, unless that is for a program. */
  public PrintWriter narration(GlobalOptions options) {
    return options.isForProgram() ? terminal.err() : terminal.out();
  }

  /**
   * @param what kind and name of the thing, for example {@code model 07b5…}
   * @param isDeleted false when there was none
   */
  public void tellDeletion(GlobalOptions options, String what, boolean isDeleted) {
    narration(options)
        .println(
            isDeleted ? "Deleted " + what : "There is no %s; nothing was deleted.".formatted(what));
  }
}
