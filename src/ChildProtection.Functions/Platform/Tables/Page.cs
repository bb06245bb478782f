namespace ChildProtection.Functions.Platform.Tables;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="NextCursor">Where the next page begins; null after the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
