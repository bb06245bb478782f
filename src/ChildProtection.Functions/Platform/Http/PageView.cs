namespace ChildProtection.Functions.Platform.Http;

/// <summary>One page of a list.</summary>
internal sealed record PageView<T>(IReadOnlyList<T> Items, string? NextCursor);
