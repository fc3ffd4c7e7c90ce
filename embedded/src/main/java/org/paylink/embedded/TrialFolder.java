package org.paylink.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder a trial keeps its data in, held by one program at a time. */
final class TrialFolder implements AutoCloseable {
  private static final String MARK = "PAYLINK-TRIAL.txt";
  private static final String LOCK = "in-use.lock";
  private static final String MARK_TEXT =
      "The data of a Paylink trial: a made-up database and simulated payments.\n"
          + "It can be deleted when no trial runs; the next trial starts afresh.\n";

  private final Path path;
  private final FileChannel lock;

  private TrialFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder, or takes it if it is one of ours.
   *
   * @param fresh whether to empty it
   * @throws TrialException when it holds anything else, or another program works in it; nothing is
   *     changed then
   */
  static TrialFolder take(Path path, boolean fresh) throws IOException {
    requireOurs(path);
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      channel.close();
      throw new TrialException(
          "Another trial works with the data in "
              + path
              + ". Stop it first, or choose another folder with --data and another --port.");
    }
    if (fresh) {
      empty(path);
    }
    Files.writeString(path.resolve(MARK), MARK_TEXT);
    return new TrialFolder(path, channel);
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  /** Lets others work in it. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      // Held until the channel is closed.
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void requireOurs(Path path) throws IOException {
    if (!Files.exists(path) || Files.exists(path.resolve(MARK))) {
      return;
    }
    if (!Files.isDirectory(path)) {
      throw new TrialException(path + " is not a folder. Choose another one with --data.");
    }
    try (Stream<Path> within = Files.list(path)) {
      if (within.findAny().isPresent()) {
        throw new TrialException(
            path
                + " holds something that no trial has made, so nothing was changed in it. Choose"
                + " another folder with --data.");
      }
    }
  }

  private static void empty(Path path) throws IOException {
    List<Path> within;
    // Links are not followed: what they lead to is not ours.
    try (Stream<Path> all = Files.walk(path)) {
      within = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : within) {
      if (!file.equals(path) && !file.equals(path.resolve(LOCK))) {
        Files.delete(file);
      }
    }
  }
}
