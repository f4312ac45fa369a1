package codestare.nursery.examples.hasher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a tree: regular ones and links to such, as {@code find -H PATH \( -xtype f -o -xtype l \)} does.
 *
 * <p>A link that leads nowhere is told like a file that cannot be read. Links to folders are not followed; pipes, sockets and
 * devices are passed by, as a read could wait for ever.
 */
final class Tree extends SimpleFileVisitor<Path> {
    private final Feed feed;
    private final Report report;
    // written by the one thread
    private boolean interrupted;

    Tree(Feed feed, Report report) {
        this.feed = feed;
        this.report = report;
    }

    void walk(String root) throws InterruptedException {
        Path start = Path.of(root);
        try {
            if (Files.isSymbolicLink(start) && Files.isDirectory(start)) {
                walkChildren(start);
            } else {
                Files.walkFileTree(start, this);
            }
        } catch (IOException e) {
            report.failed(start, new Unreadable(e));
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private void walkChildren(Path linkedFolder) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(linkedFolder)) {
            for (Path child : children) {
                Files.walkFileTree(child, this);
            }
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        interrupted |= Thread.interrupted();
        return goOn();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        try {
            BasicFileAttributes content =
                    attributes.isSymbolicLink() ? Files.readAttributes(file, BasicFileAttributes.class) : attributes;
            if (content.isRegularFile()) {
                feed.add(file, FileName.bytes(file), null);
            }
        } catch (IOException e) {
            report.failed(file, new Unreadable(e));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        return goOn();
    }

    private FileVisitResult goOn() {
        return interrupted ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        report.failed(file, new Unreadable(failure));
        return goOn();
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
        if (failure != null) {
            report.failed(folder, new Unreadable(failure));
        }
        return goOn();
    }
}
