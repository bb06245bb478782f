using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>An admin request that cannot be carried out; the answer has its status and message.</summary>
internal sealed class AdminException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>The request is invalid.</summary>
    public static AdminException Refused(string message) => new(StatusCodes.Status422UnprocessableEntity, message);
}
