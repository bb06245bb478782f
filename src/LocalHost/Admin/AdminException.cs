using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>An admin request that can't be carried out; answered with its status and message.</summary>
internal sealed class AdminException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>What was sent means nothing here.</summary>
    public static AdminException Refused(string message) => new(StatusCodes.Status422UnprocessableEntity, message);
}
