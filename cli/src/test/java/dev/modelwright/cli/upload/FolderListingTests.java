package dev.modelwright.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.failure.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderListingTests {

  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(parent.resolve("m"));
  }

  @Test
  void listsEverythingSortedUnderTheFoldersOwnName() throws IOException {
    Files.createDirectories(folder.resolve("b/empty"));
    Files.writeString(folder.resolve("b/two"), "22");
    Files.writeString(folder.resolve("a"), "1");
    Files.writeString(folder.resolve(".hidden"), "");

    assertThat(list())
        .extracting(Member::name)
        .containsExactly("m/", "m/.hidden", "m/a", "m/b/", "m/b/empty/", "m/b/two");
    assertThat(list()).extracting(Member::size).containsExactly(0L, 0L, 1L, 0L, 0L, 2L);
  }

  @Test
  void replacesALinkWithinTheFolderByItsFile() throws IOException {
    Files.writeString(folder.resolve("model-3.bin"), "333");
    Files.createSymbolicLink(folder.resolve("latest"), Path.of("model-3.bin"));

    assertThat(list())
        .filteredOn(member -> member.name().equals("m/latest"))
        .singleElement()
        .extracting(Member::size)
        .isEqualTo(3L);
  }

  @Test
  void refusesALinkThatLeadsOutOfTheFolder() throws IOException {
    Path secret = Files.writeString(parent.resolve("secret"), "x");
    Files.createSymbolicLink(folder.resolve("stolen"), secret);

    refused().hasMessageContainingAll("'m/stolen'", "leads out of the folder", secret.toString());
  }

  @Test
  void refusesALinkThatLeadsOutByClimbing() throws IOException {
    Files.writeString(parent.resolve("secret"), "x");
    Files.createSymbolicLink(folder.resolve("climbing"), Path.of("../secret"));

    refused().hasMessageContainingAll("'m/climbing'", "leads out of the folder");
  }

  @Test
  void refusesALinkThatLeadsNowhere() throws IOException {
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("gone"));

    refused().hasMessageContainingAll("'m/dangling'", "gone, which is not there");
  }

  @Test
  void refusesALinkThatLeadsBackToItsOwnFolder() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.createSymbolicLink(inner.resolve("again"), folder);

    refused().hasMessageContainingAll("'m/inner/again'", "leads back");
  }

  @Test
  void refusesWhatIsNeitherFileNorFolder() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    refused().hasMessageContainingAll("'m/pipe'", "neither a file nor a folder");
  }

  @Test
  void takesAFolderThatIsItselfBehindALink() throws IOException {
    Files.writeString(folder.resolve("a"), "1");
    Path link = Files.createSymbolicLink(parent.resolve("current"), folder);

    assertThat(FolderListing.of(new Source.Folder(link, "current")))
        .extracting(Member::name)
        .containsExactly("current/", "current/a");
  }

  private AbstractThrowableAssert<?, ?> refused() {
    return assertThatThrownBy(this::list)
        .isInstanceOfSatisfying(
            CommandException.class,
            refusal -> assertThat(refusal.status()).isEqualTo(ExitStatus.USER_ERROR));
  }

  private List<Member> list() {
    return FolderListing.of(new Source.Folder(folder, "m"));
  }
}
