using Azure;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>
/// What Azure refuses and Azurite lets through is refused here, with Azure's status and code, so that a fault shows on the first machine
/// and not in production. Messages never hold a key or a value: they may be personal data.
/// </summary>
internal static class Refusal
{
    public static RequestFailedException BadRequest(string code, string message) => new(400, message, code, innerException: null);

    public static RequestFailedException TooLarge(string message) => new(413, message, "RequestBodyTooLarge", innerException: null);
}
