package dev.modelwright.cli;

import dev.modelwright.cli.account.AccountCommand;
import dev.modelwright.cli.account.CreateAccountCommand;
import dev.modelwright.cli.account.DeleteAccountCommand;
import dev.modelwright.cli.account.ListAccountsCommand;
import dev.modelwright.cli.account.ModelManagementCommand;
import dev.modelwright.cli.account.SetAccountCommand;
import dev.modelwright.cli.account.ShowAccountCommand;
import dev.modelwright.cli.account.UpdateAccountCommand;
import dev.modelwright.cli.environment.ClusterModeCommand;
import dev.modelwright.cli.environment.DeleteEnvironmentCommand;
import dev.modelwright.cli.environment.EnvironmentCommand;
import dev.modelwright.cli.environment.EnvironmentKeysCommand;
import dev.modelwright.cli.environment.ListEnvironmentsCommand;
import dev.modelwright.cli.environment.LocalModeCommand;
import dev.modelwright.cli.environment.SetEnvironmentCommand;
import dev.modelwright.cli.environment.SetUpEnvironmentCommand;
import dev.modelwright.cli.environment.ShowEnvironmentCommand;
import dev.modelwright.cli.event.EventsCommand;
import dev.modelwright.cli.event.TailEventsCommand;
import dev.modelwright.cli.identity.AccessTokenCommand;
import dev.modelwright.cli.identity.CreateServicePrincipalCommand;
import dev.modelwright.cli.identity.CreateUserCommand;
import dev.modelwright.cli.identity.CredentialCommand;
import dev.modelwright.cli.identity.DeleteServicePrincipalCommand;
import dev.modelwright.cli.identity.DeleteUserCommand;
import dev.modelwright.cli.identity.DirectoryCommand;
import dev.modelwright.cli.identity.ListServicePrincipalsCommand;
import dev.modelwright.cli.identity.ListUsersCommand;
import dev.modelwright.cli.identity.LoginCommand;
import dev.modelwright.cli.identity.LogoutCommand;
import dev.modelwright.cli.identity.ResetCredentialCommand;
import dev.modelwright.cli.identity.ServicePrincipalCommand;
import dev.modelwright.cli.identity.UpdateUserCommand;
import dev.modelwright.cli.identity.UserCommand;
import dev.modelwright.cli.image.CancelImageCommand;
import dev.modelwright.cli.image.CreateImageCommand;
import dev.modelwright.cli.image.DeleteImageCommand;
import dev.modelwright.cli.image.ImageCommand;
import dev.modelwright.cli.image.ImageLogsCommand;
import dev.modelwright.cli.image.ImageUsageCommand;
import dev.modelwright.cli.image.ListImagesCommand;
import dev.modelwright.cli.image.ShowImageCommand;
import dev.modelwright.cli.manifest.CreateManifestCommand;
import dev.modelwright.cli.manifest.DeleteManifestCommand;
import dev.modelwright.cli.manifest.ListManifestsCommand;
import dev.modelwright.cli.manifest.ManifestCommand;
import dev.modelwright.cli.manifest.ShowManifestCommand;
import dev.modelwright.cli.model.DeleteModelCommand;
import dev.modelwright.cli.model.ListModelsCommand;
import dev.modelwright.cli.model.ModelCommand;
import dev.modelwright.cli.model.RegisterModelCommand;
import dev.modelwright.cli.model.ShowModelCommand;
import dev.modelwright.cli.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every command that speaks to the server. */
final class Commands {

  private Commands() {}

  /** By the names of the groups, in the order of the help. */
  static Map<String, CommandGroup> groups(Session session) {
    Map<String, CommandGroup> groups = new LinkedHashMap<>();
    groups.put(
        "account",
        new CommandGroup(
            new AccountCommand(),
            () ->
                List.of(modelManagement(session).withCommands(), new AccessTokenCommand(session))));
    groups.put(
        "env",
        new CommandGroup(
            new EnvironmentCommand(),
            () ->
                List.of(
                    new SetUpEnvironmentCommand(session),
                    new SetEnvironmentCommand(session),
                    new ShowEnvironmentCommand(session),
                    new ListEnvironmentsCommand(session),
                    new DeleteEnvironmentCommand(session),
                    new EnvironmentKeysCommand(session),
                    new LocalModeCommand(session),
                    new ClusterModeCommand(session))));
    groups.put(
        "model",
        new CommandGroup(
            new ModelCommand(),
            () ->
                List.of(
                    new RegisterModelCommand(session),
                    new ListModelsCommand(session),
                    new ShowModelCommand(session),
                    new DeleteModelCommand(session))));
    groups.put(
        "manifest",
        new CommandGroup(
            new ManifestCommand(),
            () ->
                List.of(
                    new CreateManifestCommand(session),
                    new ListManifestsCommand(session),
                    new ShowManifestCommand(session),
                    new DeleteManifestCommand(session))));
    groups.put(
        "image",
        new CommandGroup(
            new ImageCommand(),
            () ->
                List.of(
                    new CreateImageCommand(session),
                    new ListImagesCommand(session),
                    new ShowImageCommand(session),
                    new ImageUsageCommand(session),
                    new ImageLogsCommand(session),
                    new CancelImageCommand(session),
                    new DeleteImageCommand(session))));
    groups.put(
        "events",
        new CommandGroup(new EventsCommand(), () -> List.of(new TailEventsCommand(session))));
    groups.put(
        "ad",
        new CommandGroup(
            new DirectoryCommand(),
            () ->
                List.of(servicePrincipals(session).withCommands(), users(session).withCommands())));
    groups.put("login", new CommandGroup(new LoginCommand(session), List::of));
    groups.put("logout", new CommandGroup(new LogoutCommand(session), List::of));
    return groups;
  }

  private static CommandGroup servicePrincipals(Session session) {
    return new CommandGroup(
        new ServicePrincipalCommand(),
        () ->
            List.of(
                new CreateServicePrincipalCommand(session),
                new ListServicePrincipalsCommand(session),
                new DeleteServicePrincipalCommand(session),
                new CommandGroup(
                        new CredentialCommand(), () -> List.of(new ResetCredentialCommand(session)))
                    .withCommands()));
  }

  private static CommandGroup users(Session session) {
    return new CommandGroup(
        new UserCommand(),
        () ->
            List.of(
                new CreateUserCommand(session),
                new ListUsersCommand(session),
                new UpdateUserCommand(session),
                new DeleteUserCommand(session)));
  }

  private static CommandGroup modelManagement(Session session) {
    return new CommandGroup(
        new ModelManagementCommand(),
        () ->
            List.of(
                new CreateAccountCommand(session),
                new SetAccountCommand(session),
                new ShowAccountCommand(session),
                new ListAccountsCommand(session),
                new UpdateAccountCommand(session),
                new DeleteAccountCommand(session)));
  }
}
