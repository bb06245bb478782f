namespace ChildProtection.Functions.Http;

/// <summary>How a document is wanted.</summary>
internal enum DocumentFormat
{
    Json,
    Html,
}
