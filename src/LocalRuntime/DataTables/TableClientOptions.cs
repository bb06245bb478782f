using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Settings of a tables client: retries, diagnostics and transport as in every Azure client, and the protocol version.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>Settings with Azure.Core's defaults: three retries, exponential back-off from 0.8 seconds, 100 seconds for a try.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The protocol version is not one of those listed.</exception>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06) =>
        Version = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion), serviceVersion, "Not a version of the Table protocol that this client speaks."),
        };

    /// <summary>Versions of the Table protocol.</summary>
    [SuppressMessage("Naming", "CA1707", Justification = "The names are those of the official package.")]
    [SuppressMessage("Design", "CA1008", Justification = "The values are those of the official package.")]
    public enum ServiceVersion
    {
        /// <summary>2019-02-02: shared keys only.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06: shared keys and Microsoft Entra tokens.</summary>
        V2020_12_06 = 2,
    }

    internal string Version { get; }

    // Signing needs the machine's real time, also under a simulated clock: the service refuses a date 15 minutes off. Replaced in wire tests only.
    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    // Names the parts of a transaction's body. Replaced in wire tests only.
    internal Func<Guid> NewBoundary { get; set; } = Guid.NewGuid;
}
