package dev.kerf.objects.read;

/**
 * A field of an object that makes no sense.
 *
 * @param line  the line of the file
 * @param field the path from the object's root, {@code spec.containers[0].name}
 * @param text  what is wrong with it, and what to write instead
 */
public record Problem(int line, String field, String text) {}
