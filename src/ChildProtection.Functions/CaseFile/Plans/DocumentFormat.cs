namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>How a document is wanted.</summary>
internal enum DocumentFormat
{
    Json,
    Html,
}
