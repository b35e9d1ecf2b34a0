using System.Collections.Frozen;

namespace ComplianceHub.Grading.Waivers;

/// <summary>
/// KICS's comments name queries by id, rules' aliases by the query's name: the ids of its Dockerfile queries
/// (https://docs.kics.io/latest/queries/dockerfile-queries/, read in 2026).
/// </summary>
internal static class KicsQueries
{
    /// <summary>What aliases of KICS begin with.</summary>
    public const string Prefix = "KICS ";

    /// <summary>Aliases by query id in lower case.</summary>
    public static FrozenDictionary<string, string> Aliases { get; } = new Dictionary<string, string>
    {
        ["71bf8cf8-f0a1-42fa-b9d2-d10525e0a38e"] = "KICS UNIX Ports Out Of Range",
        ["6db6e0c2-32a3-4a2e-93b5-72c35f4119db"] = "KICS Copy With More Than Two Arguments",
        ["cdddb86f-95f6-4fc4-b5a1-483d9afceb2b"] = "KICS COPY --from References Current FROM Alias",
        ["fd54f200-402c-4333-a5a4-36ef6709af2f"] = "KICS Missing User Instruction",
        ["67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae"] = "KICS Last User Is root",
        ["6b376af8-cfe8-49ab-a08d-f32de23661a4"] = "KICS WORKDIR Path Not Absolute",
        ["f2daed12-c802-49cd-afed-fe41d0b82fed"] = "KICS Same Alias In Different Froms",
        ["6938958b-3f1a-451c-909b-baeee14bdc97"] = "KICS Multiple ENTRYPOINT",
        ["8ada6e80-0ade-439e-b176-0b28f6bce35a"] = "KICS Run Using Sudo",
        ["682fe378-c180-4bd5-8a14-95fc285fb269"] = "KICS Run Using Upgrade Commands",
        ["09fda05e-da85-4ee7-ab8d-2800a5e6e756"] = "KICS Run Using dnf Update",
        ["989ab888-7d1e-410f-9dde-c64a1d367bf2"] = "KICS Use of Apk Upgrade",
        ["8f6456be-0018-46db-9ce6-b3b6dc8d34d2"] = "KICS Yum Update Enabled",
        ["f4a6bcd3-e231-4acf-993c-aa027be50d2e"] = "KICS RUN Instruction Using cd",
        ["68a51e22-ae5a-4d48-8e87-b01a323605c9"] = "KICS COPY --from Without FROM Alias",
        ["41c195f4-fc31-4a5c-8a1b-90605538d49f"] = "KICS Multiple CMD",
        ["9bae49be-0aa3-4de5-bab2-4c3a069e40cd"] = "KICS Update Instruction Alone",
        ["b86987e1-6397-4619-81d5-8807f2387c79"] = "KICS Not Using JSON In CMD And ENTRYPOINT",
        ["8a301064-c291-4b20-adcb-403fe7fd95fd"] = "KICS Changing Default Shell",
        ["efbf148a-67e9-42d2-ac47-02fa1c0d0b22"] = "KICS Shell Running A Pipe Without Pipefail Flag",
        ["c3e1b6ae-d92c-44b3-8ed5-1f5442bab6a4"] = "KICS Passwords And Secrets",
        ["965a08d7-ef86-4f14-8792-4a3b2098937e"] = "KICS Apt Get Install Pin Version Not Defined",
        ["77783205-c4ca-4f80-bb80-c777f267c547"] = "KICS APT-GET Missing -y",
        ["00481784-25aa-4a55-8633-3136dfcf4f37"] = "KICS Yum Clean All Missing",
        ["22cd11f7-9c6c-4f6e-84c0-02058120b341"] = "KICS Gem Install Without Version",
        ["93d88cf7-f078-46a8-8ddc-178e03aeacf1"] = "KICS Missing Version Specification In dnf install",
        ["e36d8880-3f78-4546-b9a1-12f0745ca0d5"] = "KICS NPM Install Command Without Pinned Version",
        ["fc775e75-fcfb-4c98-b2f2-910c5858b359"] = "KICS Run Using wget and curl",
        ["6452c424-1d92-4deb-bb18-a03e95d579c4"] = "KICS Yum install Without Version",
        ["7ebd323c-31b7-4e5b-b26f-de5e9e477af8"] = "KICS Missing Flag From Dnf Install",
        ["295acb63-9246-4b21-b441-7c1f1fb62dc0"] = "KICS Missing Dnf Clean All",
        ["f2f903fb-b977-461e-98d7-b3e2185c6118"] = "KICS Pip install Keeping Cached Packages",
        ["6e19193a-8753-436d-8a09-76dcff91bb03"] = "KICS Yum Install Allows Manual Input",
        ["38300d1a-feb2-4a48-936a-d1ef1cd24313"] = "KICS Missing Zypper Clean",
        ["562952e4-0348-4dea-9826-44f3a2c6117b"] = "KICS Zypper Install Without Version",
        ["9efb0b2d-89c9-41a3-91ca-dcc0aec911fd"] = "KICS Image Version Not Explicit",
        ["b16e8501-ef3c-44e1-a543-a093238099c9"] = "KICS Using Platform Flag with FROM",
        ["02d9c71f-3ee8-4986-9c27-1a20d0d19bfc"] = "KICS Unpinned Package Version in Pip Install",
        ["b84a0b47-2e99-4c9f-8933-98bcabe2b94d"] = "KICS Run Using apt",
        ["d3499f6d-1651-41bb-a9a7-de925fea487b"] = "KICS Unpinned Package Version in Apk Add",
        ["d4895357-dd49-4ba5-b726-1bb81cb50989"] = "KICS Run Using Zypper Update",
        ["45e1fca5-f90e-465d-825f-c2cb63fa3944"] = "KICS Missing Zypper Non-interactive Switch",
        ["f45ea400-6bbe-4501-9fc7-1c3d75c32067"] = "KICS Image Version Using latest",
        ["99614418-f82b-4852-a9ae-5051402b741c"] = "KICS MAINTAINER Instruction Being Used",
        ["9513a694-aa0d-41d8-be61-3271e056f36b"] = "KICS Add Instead of Copy",
        ["b03a748a-542d-44f4-bb86-9199ab4fd2d5"] = "KICS Healthcheck Instruction Missing",
        ["df746b39-6564-4fed-bf85-e9c44382303c"] = "KICS Apt Get Install Lists Were Not Deleted",
        ["7384dfb2-fcd1-4fbf-91cd-6c44c318c33c"] = "KICS APT-GET Not Avoiding Additional Packages",
        ["ae9c56a6-3ed1-4ac0-9b54-31267f51151d"] = "KICS Apk Add Using Local Cache Path",
        ["9b6b0f38-92a2-41f9-b881-3a1083d99f1b"] = "KICS Run Utilities And POSIX Commands",
        ["aa93e17f-b6db-4162-9334-c70334e7ac28"] = "KICS Chown Flag Exists",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
