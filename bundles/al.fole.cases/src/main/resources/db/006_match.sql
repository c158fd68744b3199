-- Who is told in which unit a child out of reach has a live case, to redirect a referral there.
select access.declare_grant('NJMF_HEAD', 'cases.match', 'VKM-2026 n.8/2/a');
