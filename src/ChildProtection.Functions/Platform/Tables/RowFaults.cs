using System.Globalization;
using Azure;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>Tells a row that can never be written, or cannot be made or read, from a store that is merely away.</summary>
internal static class RowFaults
{
    /// <summary>Whether what failed is the row's own: trying again would end the same, and another row may well be written.</summary>
    public static bool IsOfTheRow(Exception exception) => exception switch
    {
        OperationCanceledException or StorageUnavailableException => false,
        RequestFailedException => IsRefused(exception),
        _ => true,
    };

    /// <summary>Whether a transaction breaks a limit, as the app's own checks or the service say.</summary>
    public static bool IsRefused(Exception exception) =>
        exception is TableLimitException or TextTooLargeException or RequestFailedException { Status: 400 or 413 };

    /// <summary>What it is, without what the row holds.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        TableLimitException or TextTooLargeException => exception.Message,
        RequestFailedException refused => string.Create(CultureInfo.InvariantCulture, $"{refused.Status} {refused.ErrorCode}"),
        _ => exception.GetType().Name,
    };
}
