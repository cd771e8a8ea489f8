package dev.modelwright.cli.gateway;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.failure.ExitStatus;
import java.net.URI;

/** The server does not answer. */
public final class UnreachableGatewayException extends CommandException {

  UnreachableGatewayException(URI address, String reason, Throwable cause) {
    super(
        ExitStatus.SYSTEM_ERROR,
        "Cannot reach the Modelwright server at "
            + address
            + ": "
            + reason
            + ". Start it with './modelwright up', or set MODELWRIGHT_URL to its address.",
        cause);
  }
}
